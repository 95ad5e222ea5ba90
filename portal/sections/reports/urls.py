"""Addresses of the pages by which readers report a mistake."""

from django.urls import path

from portal.sections.reports import views

app_name = "reports"

urlpatterns = [
    path("bao-loi/", views.report, name="report"),
    path("bao-loi/da-nhan/", views.received, name="received"),
]
