"""The address book of the portal."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path(f"{settings.ADMIN_PATH}/", admin.site.urls),
    path("", include("portal.core.media.urls")),
    path("", include("portal.core.preview.urls")),
    path("", include("news.urls")),
    path("", include("portal.sections.pages.urls")),
    path("", include("portal.sections.reports.urls")),
    path("", include("portal.front.urls")),
]

handler400 = "portal.front.views.errors.bad_request"
handler403 = "portal.front.views.errors.forbidden"
handler404 = "portal.front.views.errors.not_found"
