"""Uploaded files without a web server in front, and renditions that are missing."""

from errno import ENAMETOOLONG

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

from portal.core.media import renditions
from portal.core.media.keeping import is_on_disk

_SHOWN = (
    *("image/jpeg", "image/png", "image/webp", "image/avif"),
    *("video/mp4", "video/webm", "audio/mpeg", "audio/mp4", "audio/ogg", "text/vtt"),
)
_DAY, _YEAR = 86_400, 31_536_000


@require_safe
def media_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """Send an uploaded file so that it can do nothing in a reader's browser but be seen.

    A rendition that is missing is made now.  Addresses are random and so may be kept for a
    year; only a replaced picture keeps its address, for which texts do not say which version
    they mean: without a version it is kept for a day.
    """
    try:
        is_repaired = _is_missing(name) and renditions.repair(default_storage, name)
        if not settings.SERVE_MEDIA and not is_repaired:
            raise Http404("Không có tệp này.")
        response = _file(request, name)
    except OSError as error:
        if error.errno == ENAMETOOLONG:  # no upload has such a name
            raise Http404("Không có tệp này.") from error
        # The store does not answer, or the disk is full.
        return HttpResponse("Kho tệp chưa trả lời.", status=503, headers={"Retry-After": "10"})
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    age = f"{_YEAR}, immutable" if "v" in request.GET else f"{_DAY}"
    response["Cache-Control"] = f"public, max-age={age}"
    if response.headers.get("Content-Type") not in _SHOWN:
        response["Content-Disposition"] = "attachment"
    return response


def _is_missing(name: str) -> bool:
    try:
        return not default_storage.exists(name)
    except SuspiciousOperation:
        return False


def _file(request: HttpRequest, name: str) -> HttpResponseBase:
    if is_on_disk():
        return serve(request, name, document_root=str(settings.MEDIA_ROOT))
    try:
        return FileResponse(default_storage.open(name), filename=name.rpartition("/")[2])
    except FileNotFoundError as error:
        raise Http404("Không có tệp này.") from error
