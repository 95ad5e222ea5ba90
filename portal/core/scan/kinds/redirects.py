"""Addresses that lead away where one of the portal is meant."""

import re
from collections.abc import Iterable

from django.db import models

from portal.core.scan.columns import Stored
from portal.core.scan.hosts import Known, is_elsewhere
from portal.core.scan.sightings import Sighting, shown

_PATHS = re.compile(r"(?:^|_)(?:path|slug|page)$")
_ADDRESSES = re.compile(r"(?:^|_)(?:url|link|href|address)$")
_TAKEN = ("http://", "https://", "mailto:", "tel:")
_SLUG = re.compile(r"[\w./-]*")


def look(stored: Stored, known: Known) -> Iterable[Sighting]:
    """Yield the paths that are none, and addresses of which a browser makes another host."""
    value, column = stored.value.strip(), stored.column
    what = ""
    if isinstance(column, models.SlugField) or _PATHS.search(column.name):
        if is_elsewhere(value) or not _SLUG.fullmatch(value):
            what = "Đường dẫn trong cổng mà dẫn đi nơi khác, hoặc có ký tự lạ"
    elif isinstance(column, models.URLField) or _ADDRESSES.search(column.name):
        is_odd = "\\" in value or "@" in value.partition("?")[0].replace("mailto:", "")
        if is_odd or (is_elsewhere(value) and not value.lower().startswith(_TAKEN)):
            what = "Địa chỉ viết theo lối đánh lừa, hoặc chạy mã lệnh"
    if what:
        yield Sighting("redirects", stored.place, what, shown(value), stored.about)
