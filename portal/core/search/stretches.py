"""Stretches of time in which PostgreSQL looks one after the other, the newest first.

The rows of a common word are too many to be fetched and sorted for each question, and the newest
thousand of them all lie near the end.  So the index is asked for the word together with the marks
of the last days; only when that gives too few, for more.
"""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from portal.core.search.models.entries import SearchEntry
from portal.core.search.words import UNDATED, day_mark, month_mark

SIZES = (4_000, 32_000, 256_000)
"""Public entries in each stretch but the last, which is everything."""
_REMEMBERED = 600.0
"""Seconds for which a process remembers when the stretches begin; they need not be exact."""
_MOST_DAYS = 62

_known: tuple[float, list[datetime]] = (float("-inf"), [])


def stretches() -> Iterator[list[str]]:
    """Yield the marks of each stretch; an empty list, for everything, comes last."""
    for begin in _beginnings():
        yield _marks_since(begin)
    yield []


def _beginnings() -> list[datetime]:
    global _known
    read_at, beginnings = _known
    if time.monotonic() - read_at > _REMEMBERED:
        beginnings = _read_beginnings()
        _known = time.monotonic(), beginnings
    return beginnings


def _read_beginnings() -> list[datetime]:
    moments = SearchEntry.objects.published().order_by("-published_at", "-id")
    found = []
    for size in SIZES:
        moment = moments.values_list("published_at", flat=True)[size : size + 1]
        found += [at for at in moment if at is not None]
    return found


def _marks_since(begin: datetime) -> list[str]:
    """Return the marks of all days or months from `begin` to now, and of what has no date.

    Nothing public lies in the future; so a day more than today is enough for every clock.
    """
    begin, end = timezone.localtime(begin), timezone.localtime() + timedelta(days=1)
    days = [begin + timedelta(days=n) for n in range((end - begin).days + 2)]
    if len(days) <= _MOST_DAYS:
        return [UNDATED, *map(day_mark, days)]
    return [UNDATED, *dict.fromkeys(map(month_mark, days))]
