"""Addresses of uploaded files, where no web server stands in front to serve them."""

from django.conf import settings
from django.urls import URLPattern, path

from portal.core.media import views

app_name = "media"
urlpatterns: list[URLPattern] = []
if settings.SERVE_MEDIA:
    urlpatterns.append(path("media/<path:name>", views.media_file, name="file"))
