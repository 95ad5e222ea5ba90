"""How often articles are read, counted without cookies, addresses or a write per reader.

An article ends with a picture of one pixel, which the browser asks for when the reader comes
near; so pages may come from any cache, and programs that read no pictures do not count.  The
picture may be kept for half an hour, which is what tells one reader from two: nothing about
the reader is stored anywhere.

Numbers gather in the memory of each process and are added to the table every half minute.  A
process that is killed takes what it has not yet added with it: at most that half minute.
"""

import atexit
import operator
import re
from collections.abc import Mapping
from datetime import date, timedelta

from django.db import DatabaseError, transaction
from django.db.models import F, Sum
from django.http import HttpRequest
from django.utils import timezone

from news.models import Article, DailyReads, Rank
from portal.core.tally import EVERY, MOST_WAITING, Tally

KEPT_BY_BROWSER = 30 * 60
"""Seconds in which a second look of the same browser is the same reading."""
KEPT_DAYS = 92
"""Days of which numbers are kept."""
RANKED_DAYS, RANKED = 7, 30
"""The most read of how many days are known, and how many of them; some may be withdrawn."""
RANKED_EVERY = timedelta(minutes=5)

_PROGRAM = re.compile(
    "bot|crawl|spider|slurp|fetch|scan|monitor|preview|headless|curl|wget|python|java/|go-http|"
    "facebookexternalhit|zalo|whatsapp|telegram|lighthouse|feed",
    re.IGNORECASE,
)


_waiting: Tally[tuple[date, int], int] = Tally(operator.add)


def is_reader(request: HttpRequest) -> bool:
    """Return whether a person seems to read, as far as the request tells by itself."""
    headers = request.headers
    agent = headers.get("User-Agent", "")
    purpose = headers.get("Sec-Purpose", "") + headers.get("Purpose", "")
    return (
        request.method == "GET"
        and bool(agent)
        and not _PROGRAM.search(agent)
        and "prefetch" not in purpose
        and headers.get("Sec-Fetch-Dest", "image") == "image"
        and headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    )


def count(number: int) -> None:
    """Count one reading of the article `number`, which need not exist."""
    _waiting.add((timezone.localdate(), number), 1)
    if _waiting.is_due(every=EVERY, most=MOST_WAITING):
        write()


def write() -> None:
    """Add what waits to the table; what the database refuses now is lost, not the page."""
    counts = _waiting.take()
    if not counts:
        return
    try:
        _add(counts)
        rank_when_due()
    except DatabaseError:
        return


@transaction.atomic
def _add(counts: Mapping[tuple[date, int], int]) -> None:
    known = set(
        Article.objects.published()
        .filter(pk__in={number for _, number in counts})
        .values_list("pk", flat=True)
    )
    for (day, number), times in sorted(counts.items()):
        if number in known:
            row, _ = DailyReads.objects.get_or_create(article_id=number, day=day)
            DailyReads.objects.filter(pk=row.pk).update(count=F("count") + times)
    forgotten = timezone.localdate() - timedelta(days=KEPT_DAYS)
    DailyReads.objects.filter(day__lt=forgotten).delete()


def rank_when_due() -> None:
    """Find the most read anew, unless some process has done so in the last minutes.

    Adding up a week reads a row for each article and day: too much for every page, little
    every few minutes.
    """
    last = Rank.objects.order_by("-counted_at").values_list("counted_at", flat=True).first()
    if last is None or last <= timezone.now() - RANKED_EVERY:
        _rank()


@transaction.atomic
def _rank() -> None:
    now = timezone.now()
    since = timezone.localdate() - timedelta(days=RANKED_DAYS - 1)
    sums = DailyReads.objects.filter(day__gte=since).values("article").annotate(reads=Sum("count"))
    Rank.objects.bulk_create(
        # In the order of their numbers, so that two processes never wait for each other.
        sorted(
            (
                Rank(article_id=row["article"], reads=row["reads"], counted_at=now)
                for row in sums.order_by("-reads", "-article")[:RANKED]
            ),
            key=lambda rank: rank.article_id,
        ),
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["reads", "counted_at"],
    )
    Rank.objects.filter(counted_at__lt=now).delete()


atexit.register(write)
