"""Hosts that nobody knows: each is one finding, however many texts name it."""

import html
from collections.abc import Iterable

from portal.core.scan.columns import Stored
from portal.core.scan.hosts import Known
from portal.core.scan.sightings import Sighting, shown


def look(stored: Stored, known: Known) -> Iterable[Sighting]:
    """Yield each unknown host that a text names, in links, pictures, frames or in words."""
    value = html.unescape(stored.value) if "&" in stored.value else stored.value
    for host in dict.fromkeys(known.unknown_in(value)):
        place = value.lower().find(host)
        around = f"{stored.place}: {value[max(0, place - 60) : place + 100]}"
        what = "Nội dung dẫn tới, hoặc nhắc đến một trang mà cổng chưa biết"
        yield Sighting("hosts", host, what, shown(around), stored.about, same=host)
