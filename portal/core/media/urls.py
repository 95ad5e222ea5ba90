"""Addresses of uploaded files.

Where a web server serves them, only what it does not find comes here: a missing rendition.
"""

from django.urls import path

from portal.core.media import views

app_name = "media"
urlpatterns = [path("media/<path:name>", views.media_file, name="file")]
