"""Taking out of a line what may be about a person.

Names cannot be told from other words, so nothing of the portal logs what people have typed.  This
is the net below that: addresses of mail and network, numbers of telephones and identity cards,
keys, the part of a URL where search words stand, and what PostgreSQL quotes from a row.
"""

import ipaddress
import re
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

_MAIL = re.compile(r"[^\s<>\"'(=,;:/]{1,64}@[^\s<>\"'),;:]+")
_QUERY = re.compile(r"(?<=[\w/.-])\?[^\s\"'<>]+")
_LONG_NUMBER = re.compile(r"(?<![\w.+:-])(?:\+?84|0)\d{8,11}(?![\w:-])")
# Of sessions and of links; the words of an address, with their hyphens, are none.
_KEY = re.compile(r"\b(?:[a-z\d]{32,}|(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{32,})\b")
_PERHAPS_ADDRESS = re.compile(
    r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-fA-F]{0,4}(?::[\da-fA-F]{0,4}){2,7})(?![\w.]*\w)"
)
_ROW = re.compile(r"^(DETAIL|CONTEXT|LINE \d+):.*$", re.MULTILINE)
_SECRET_PARTS = {"token", "uidb64", "key", "secret", "code"}
"""Names of the parts of addresses that open something for whoever knows them."""


def scrub(text: str) -> str:
    """Return a line without what may be about a person."""
    text = _ROW.sub(r"\1: -", text)
    text = _MAIL.sub("[thư]", text)
    text = _QUERY.sub("?-", text)
    text = _PERHAPS_ADDRESS.sub(_without_address, text)
    text = _LONG_NUMBER.sub("[số]", text)
    return _KEY.sub("[mã]", text)


def _without_address(match: re.Match[str]) -> str:
    try:
        address = ipaddress.ip_address(match[0])
    except ValueError:
        return match[0]  # a time of day, a version
    is_nobodys = address.is_loopback or address.is_unspecified
    return match[0] if is_nobodys else "[địa chỉ]"


def path_of(request: HttpRequest) -> str:
    """Return the path as the log may know it.

    Of an address that leads nowhere not even that: anybody may write anything into it.
    """
    found = request.resolver_match
    if found is None:
        return "-"
    path = request.path
    kwargs: Mapping[str, Any] = found.kwargs
    for name in _SECRET_PARTS & kwargs.keys():
        path = path.replace(str(kwargs[name]), "-")
    return scrub(path)
