"""What the addresses in a text lead to: this portal, its pictures, its films, elsewhere."""

import re
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.http.request import validate_host

SCHEMES = {"http", "https", "mailto", "tel"}
# Whatever stands before the first colon: a path without a scheme has none in its first part.
_SCHEME = re.compile(r"[^/?#:]*(?=:)")
# What a browser drops from an address before it reads it, and what other programs may.
_DROPPED_AROUND = re.compile(r"\A[\x00-\x20\s]+|[\x00-\x20\s]+\Z")
_DROPPED_WITHIN = re.compile(r"[\t\n\r]")
_PICTURE = re.compile(r"\.(?:avif|gif|jpe?g|png|svg|webp)\Z", re.IGNORECASE)
_USUAL_PORTS = {"http": {None, 80}, "https": {None, 443}}
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_YOUTUBE_HOSTS = {"youtube.com", "youtu.be", "youtube-nocookie.com"}
_YOUTUBE_PATH = re.compile(r"/(?:embed|shorts|live|v)/([\w-]{11})(?:/|$)", re.ASCII)
_YOUTUBE_NUMBER = re.compile(r"[\w-]{11}", re.ASCII)


def link(address: str) -> str | None:
    """Return `address` as the target of a link, or None where a link may not lead."""
    address = _as_read(address)
    scheme = _SCHEME.match(address)
    if scheme and scheme[0].lower() not in SCHEMES:
        return None
    # Word's own bookmarks: what they point at does not come along.
    if address in {"", "#"} or address.startswith("#_") or not _leads_anywhere(address):
        return None
    return own_path(address) or address


def _leads_anywhere(address: str) -> bool:
    try:
        parts = urlsplit(address.replace("\\", "/"))
    except ValueError:
        return False
    return bool(parts.hostname) or parts.scheme not in {"http", "https"}


def picture(address: str) -> str | None:
    """Return the path of a picture of this site: a remote one would tell its host who reads."""
    address = _as_read(address)
    path = own_path(address) or address
    try:
        # Browsers read a backslash as a slash, which would make "/\\host" an address elsewhere.
        parts = urlsplit(path.replace("\\", "/"))
    except ValueError:
        return None
    is_here = not parts.scheme and not parts.netloc
    # A page is no picture: asked for by a reader's browser, it could only do something.
    return path if is_here and _PICTURE.search(parts.path) else None


def media_file(address: str) -> str | None:
    """Return the path of a file that was uploaded to this portal."""
    address = _as_read(address)
    path = own_path(address) or address
    steps = path.lower().replace("%2e", ".").split("/")
    is_media = path.startswith(settings.MEDIA_URL) and ".." not in steps
    return path if is_media and "\\" not in path else None


def own_path(address: str) -> str | None:
    """Return the path of an absolute address of this portal; None for any other address."""
    try:
        parts = urlsplit(address)
        is_own = bool(parts.hostname) and _is_own(parts.scheme, parts.netloc)
    except ValueError:
        return None
    if not is_own:
        return None
    path = parts._replace(scheme="", netloc="").geturl() or "/"
    if not path.startswith("/"):  # only a query or a fragment
        path = f"/{path}"
    # As a path of its own, two slashes would lead to another host.
    return None if path.startswith(("//", "/\\")) else path


def _is_own(scheme: str, netloc: str) -> bool:
    parts = urlsplit(f"//{netloc}")
    if parts.username is not None or scheme not in {"http", "https", ""}:
        return False
    if settings.SITE_URL and netloc.lower() == urlsplit(settings.SITE_URL).netloc.lower():
        return True
    host, named = parts.hostname or "", [h for h in settings.ALLOWED_HOSTS if h != "*"]
    # Another port is another program, but while one tries the portal out.
    usual = parts.port in _USUAL_PORTS.get(scheme, {None}) or host in _LOOPBACK
    return usual and validate_host(host, named)


def youtube_number(address: str) -> str | None:
    """Return the number of the film that an address of YouTube shows."""
    try:
        parts = urlsplit(_as_read(address))
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if parts.scheme not in {"http", "https"} or host not in _YOUTUBE_HOSTS:
        return None
    if parts.path == "/watch":
        number = parse_qs(parts.query).get("v", [""])[0]
    elif host == "youtu.be":
        number = parts.path.strip("/")
    else:
        found = _YOUTUBE_PATH.match(parts.path)
        number = found[1] if found else ""
    return number if _YOUTUBE_NUMBER.fullmatch(number) else None


def _as_read(address: str) -> str:
    return _DROPPED_WITHIN.sub("", _DROPPED_AROUND.sub("", address))
