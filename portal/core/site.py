"""The portal's own public address."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import urlencode

PAGE_PARAMETERS = ("nam", "thang", "trang")
"""The parameters that make another page; any other leaves the page as it is."""


def absolute_url(request: HttpRequest, path: str) -> str:
    """Return `path` with scheme and host: those of SITE_URL, or of the request without it."""
    if "://" in path:
        return path
    if settings.SITE_URL:
        return f"{settings.SITE_URL}{path}"
    return request.build_absolute_uri(path)


def canonical_url(request: HttpRequest) -> str:
    """Return the one address of the page that was asked for, whatever else stood in the query."""
    kept = [(name, request.GET[name]) for name in PAGE_PARAMETERS if request.GET.get(name)]
    path = f"{request.path}?{urlencode(kept)}" if kept else request.path
    return absolute_url(request, path)
