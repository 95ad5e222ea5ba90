"""The portal's own public address."""

from collections.abc import Collection
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

PAGE_PARAMETERS = ("nam", "thang", "trang")
"""The parameters that make another page; any other leaves the page as it is."""


def address(name: str, *args: object) -> str:
    """Return the path of a page of the portal, as Django's `reverse` does, and remember it.

    A page names sixty addresses, the same ones as the page before it; each costs `reverse` a look
    through all patterns.
    """
    return _address(name, args, get_script_prefix())


@lru_cache(maxsize=5_000)
def _address(name: str, args: tuple[object, ...], prefix: str) -> str:
    return reverse(name, args=args)


def absolute_url(request: HttpRequest, path: str) -> str:
    """Return `path` with scheme and host: those of SITE_URL, or of the request without it."""
    if "://" in path:
        return path
    if settings.SITE_URL:
        return f"{settings.SITE_URL}{path}"
    return request.build_absolute_uri(path)


def page_path(request: HttpRequest) -> str:
    """Return the path of the page that was asked for, whatever else stood in the query."""
    kept = [(name, request.GET[name]) for name in PAGE_PARAMETERS if request.GET.get(name)]
    return f"{request.path}?{urlencode(kept)}" if kept else request.path


def canonical_url(request: HttpRequest) -> str:
    """Return the one address of the page that was asked for."""
    return absolute_url(request, page_path(request))


def local_path(text: str) -> str:
    """Return `text` if it is a path of this portal, else the path of the home page.

    Whatever leads elsewhere (two slashes, a slash and a backslash, a scheme) is not followed:
    redirects that strangers choose are what gambling spam lives on.
    """
    is_local = text.startswith("/") and url_has_allowed_host_and_scheme(text, allowed_hosts=None)
    return text if is_local else "/"


def path_within(text: str, hosts: Collection[str]) -> str:
    """Return the path of an address copied from the browser; any other text as it is."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return text
    if parts.scheme not in {"http", "https"} or parts.netloc.lower() not in hosts:
        return text
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.path or '/'}{query}"


def own_hosts() -> set[str]:
    """Return the hosts under which readers know the portal."""
    known = {urlsplit(settings.SITE_URL).netloc.lower()} if settings.SITE_URL else set()
    return known | {host.lower() for host in settings.ALLOWED_HOSTS if not host.startswith("*")}
