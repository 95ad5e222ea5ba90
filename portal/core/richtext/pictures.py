"""Pictures that a paste brings along and the portal does not have."""

import re
from typing import NamedTuple

from portal.core.richtext import addresses
from portal.core.richtext.cleaning import parsed

_FROM_ELSEWHERE = re.compile(r"https?://[^/]|data:image/(?:avif|bmp|gif|jpe?g|png|webp)[;,]", re.I)
_SMALLEST = 3
"""Pixels; a picture that is narrower or lower counts readers and shows nothing."""


class Picture(NamedTuple):
    """A picture to be offered for import; the cleaner leaves its words in its place."""

    address: str
    alt: str


def pictures_to_import(markup: str) -> list[Picture]:
    """Return the pictures in raw markup that stand in it (`data:`) or on another host.

    They are asked for before cleaning, which drops them.  Emoji and counting pixels are not
    offered, nor what no server can fetch (`file:` and `cid:`, from Word and mail).
    """
    found: dict[str, Picture] = {}
    for node in parsed(markup).walk():
        if node.name != "img" or _is_tiny(node["width"]) or _is_tiny(node["height"]):
            continue
        address, alt = node["src"].strip(), " ".join(node["alt"].split())
        if address.startswith("//"):
            address = f"https:{address}"
        is_emoji = alt and not any(map(str.isalnum, alt))
        if _FROM_ELSEWHERE.match(address) and not addresses.own_path(address) and not is_emoji:
            found.setdefault(address, Picture(address, alt))
    return list(found.values())


def _is_tiny(size: str) -> bool:
    return size.isdecimal() and int(size) < _SMALLEST
