"""Stretches of time in which PostgreSQL looks one after the other, the newest first.

The rows of a common word are too many to be fetched and sorted for each question, and the newest
thousand of them all lie near the end.  So the index is asked for the word together with the marks
of the last days; only when that gives too few, for the time before.
"""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

from portal.core.search.models.entries import SearchEntry
from portal.core.search.words import UNDATED, day_mark, month_mark

SIZES = (4_000, 32_000, 256_000)
"""How many of the newest entries lie behind the beginning of each stretch but the last."""
_REMEMBERED = 600.0
"""Seconds for which a process remembers the stretches; they need not be exact."""
_RARE = 0.004
"""A word in a smaller part of all entries is looked up in all of them at once."""
_MOST_DAYS = 62


class Stretch(NamedTuple):
    """A stretch of time."""

    marks: list[str]
    """What entries of it have, and those of later ones too; none: everything."""
    before: datetime | None
    """When the later stretch begins; None for the latest, to which all undated entries belong."""


class _Beginning(NamedTuple):
    """When a stretch begins, and the marks of the time since."""

    size: int
    at: datetime
    marks: list[str]


_known: tuple[float, list[_Beginning]] = (float("-inf"), [])


def stretches(share: float, limit: int) -> Iterator[Stretch]:
    """Yield the stretches in which to look for `limit` of the entries, the newest first.

    `share` of all entries are likely to be found.  Stretches that would hold too few are one with
    the next; where few are found altogether, there is one stretch.
    """
    before = None
    for beginning in _beginnings() if share > _RARE else ():
        if beginning.size * share < limit:
            continue
        yield Stretch(beginning.marks, before)
        before = beginning.at
    yield Stretch([], before)


def _beginnings() -> list[_Beginning]:
    global _known
    read_at, beginnings = _known
    if time.monotonic() - read_at > _REMEMBERED:
        beginnings = list(_read_beginnings())
        _known = time.monotonic(), beginnings
    return beginnings


def _read_beginnings() -> Iterator[_Beginning]:
    newest = SearchEntry.objects.published().order_by("-published_at", "-id")
    moments = newest.values_list("published_at", flat=True)
    for size in SIZES:
        for at in moments[size : size + 1]:
            if at is not None:
                yield _beginning(size, at)


def _beginning(size: int, moment: datetime) -> _Beginning:
    """Return the beginning of the day or month of `moment`, with the marks from then to now.

    Nothing public lies in the future; a day more than today is enough for every clock.
    """
    first = timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)
    end = timezone.localtime() + timedelta(days=1)
    days = [first + timedelta(days=n) for n in range((end - first).days + 1)]
    if len(days) <= _MOST_DAYS:
        return _Beginning(size, first, [UNDATED, *map(day_mark, days)])
    months = dict.fromkeys(map(month_mark, days))
    return _Beginning(size, first.replace(day=1), [UNDATED, *months])
