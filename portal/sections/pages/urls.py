"""Addresses of standing pages; they have no number, so each is named by its words alone."""

from django.urls import path

from portal.sections.pages import views
from portal.sections.pages.models import Language

app_name = "pages"

urlpatterns = [
    path(
        "trang/<slug:slug>/",
        views.page_detail,
        {"language": Language.VIETNAMESE.value},
        name="page",
    ),
    path("en/", views.english_home, name="english-home"),
    path(
        "en/<slug:slug>/",
        views.page_detail,
        {"language": Language.ENGLISH.value},
        name="english-page",
    ),
]
