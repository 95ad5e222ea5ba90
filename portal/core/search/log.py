"""Counting what readers search for, so that editors learn what they miss; never who they are.

Kept are the words, the day, how often, and how much was found: no address, no cookie, no account,
no time of day.  Whatever has the form of somebody's number or address is not kept at all, nor
long sentences.  The numbers wait in memory and are stored every half minute.
"""

import atexit
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from portal.core.search.models import SearchCount
from portal.core.search.models.counts import MAX_TYPED
from portal.core.search.personal import may_be_personal
from portal.core.search.phrases import MAX_LENGTH
from portal.core.tally import EVERY, MOST_WAITING, Tally
from portal.core.text import fold, normalise_line

MAX_WORDS = 12
"""Words of a query; longer ones are letters to somebody."""
MAX_A_DAY = 2_000
"""Different queries of a day that are kept; what is known already is counted on."""


class _Searched(NamedTuple):
    """How often something was searched for, the last spelling, and how much was found then."""

    times: int
    typed: str
    found: int


def _join(earlier: _Searched, later: _Searched) -> _Searched:
    return later._replace(times=earlier.times + later.times)


_waiting: Tally[tuple[date, str], _Searched] = Tally(_join)


def note(typed: str, found: int) -> None:
    """Count a search for `typed` that found so many results, unless it may name a person."""
    words = fold(typed)
    if not words or len(words) > MAX_LENGTH or len(words.split()) > MAX_WORDS:
        return
    if may_be_personal(typed):
        return
    spelling = normalise_line(typed)[:MAX_TYPED]
    _waiting.add((timezone.localdate(), words), _Searched(1, spelling, found))
    if _waiting.is_due(every=EVERY, most=MOST_WAITING):
        write()


def write() -> None:
    """Add what waits to the table; what the database refuses now is lost, not the page."""
    days: dict[date, dict[str, _Searched]] = defaultdict(dict)
    for (day, words), searched in _waiting.take().items():
        days[day][words] = searched
    try:
        for day, searches in days.items():
            _add(day, searches)
    except DatabaseError:
        return


@transaction.atomic
def _add(day: date, searches: Mapping[str, _Searched]) -> None:
    _make_room(day, searches)
    # In one order, so that two processes never wait for each other.
    rows = SearchCount.objects.select_for_update().order_by("pk")
    rows = rows.filter(day=day, words__in=searches)
    changed = []
    for row in rows:
        searched = searches[row.words]
        row.times = F("times") + searched.times
        row.typed, row.found = searched.typed, searched.found
        changed.append(row)
    SearchCount.objects.bulk_update(changed, ["times", "typed", "found"], batch_size=100)
    forget_old()


def forget_old() -> int:
    """Delete the counts of days too long ago; return how many rows."""
    end = timezone.localdate() - timedelta(days=settings.SEARCH_KEEP_DAYS)
    return SearchCount.objects.filter(day__lt=end).delete()[0]


def _make_room(day: date, searches: Mapping[str, _Searched]) -> None:
    """Add rows for what is new on this day, the most frequent first, while the day has room.

    Processes that write in the same instant may together add a little more.
    """
    rows = SearchCount.objects.filter(day=day)
    known = set(rows.filter(words__in=searches).values_list("words", flat=True))
    new = sorted(searches.keys() - known, key=lambda words: (-searches[words].times, words))
    kept = new[: max(0, MAX_A_DAY - rows.count())] if new else []
    SearchCount.objects.bulk_create(
        (SearchCount(day=day, words=words) for words in sorted(kept)), ignore_conflicts=True
    )


atexit.register(write)
