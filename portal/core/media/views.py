"""Serving uploaded files without a web server in front."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

_SHOWN = ("image/jpeg", "image/png", "image/webp", "application/pdf")


@require_safe
def media_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """Send an uploaded file so that it can do nothing in a reader's browser but be seen.

    Names are random and files never change, so they may be cached for a year.
    """
    response = serve(request, name, document_root=str(settings.MEDIA_ROOT))
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    if response.headers.get("Content-Type") not in _SHOWN:
        response["Content-Disposition"] = "attachment"
    return response
