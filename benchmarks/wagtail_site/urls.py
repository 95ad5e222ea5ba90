"""The address book: search, and pages as Wagtail serves them."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from wagtail_site.views import search

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("tim-kiem/", search, name="search"),
    path("", include(wagtail_urls)),
]
