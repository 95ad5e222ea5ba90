"""Addresses by which strangers try to make a portal lead elsewhere, and whether an answer does."""

import re
from urllib.parse import urlsplit

from tests.contract.pages import parse

HOME = "testserver"
MARK = "xoso.example"
PAYLOADS = (
    f"//{MARK}/",
    f"///{MARK}/",
    f"////{MARK}/",
    f"https:{MARK}/",
    f"https:/{MARK}/",
    f"https:///{MARK}/",
    f"http://{MARK}/",
    f"\\\\{MARK}/",
    f"/\\{MARK}/",
    f"\\/{MARK}/",
    f"/\t/{MARK}/",
    f"\t//{MARK}/",
    f" //{MARK}/",
    f"//{MARK}。example/",
    f"//xoso%E3%80%82example/?{MARK}",
    f"/%0d%0aLocation:%20https://{MARK}/",
    f"/\r\nLocation: https://{MARK}/",
    f"https://{HOME}@{MARK}/",
    f"https://{HOME}:x@{MARK}/",
    f"https://{MARK}#@{HOME}/",
    f"https://{MARK}?.{HOME}/",
    f"//{HOME}.{MARK}/",
    f"//{MARK}%2f@{HOME}/..//{MARK}",
    f"javascript:location='//{MARK}'",
    f"data:text/html,<a href=//{MARK}>",
    f"/;@{MARK}/",
)
NAMES = (
    "next", "tro-lai", "page", "trang", "url", "return", "return_to", "redirect", "to", "continue",
    "goto", "target", "dest", "link", "ve", "_changelist_filters",
)  # fmt: skip
"""What parameters that are followed are called, here and elsewhere."""

_FOLLOWED = ("href", "action", "formaction", "src", "poster", "ping")
_IGNORED = re.compile(r"[\x00-\x20]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def leads_away(location: str) -> bool:
    """Return whether a browser that is given `location` leaves the portal.

    As browsers read it: control characters are nothing, a backslash is a slash, and whatever has a
    scheme or begins with two slashes names a host.
    """
    text = _IGNORED.sub("", location).replace("\\", "/")
    if _SCHEME.match(text):
        try:
            parts = urlsplit(text)
        except ValueError:
            return True
        return parts.scheme not in {"http", "https"} or parts.netloc != HOME
    return text.startswith("//")


def ways_out(text: str) -> list[str]:
    """Return the links and forms of a page that lead to where a payload wanted."""
    if MARK not in text:
        return []
    return [
        f"<{element.tag} {name}={element[name]!r}>"
        for element in parse(text).elements
        for name in _FOLLOWED
        if MARK in element[name] and leads_away(element[name])
    ]
