"""What stands on the page of a category, by queries that are written once."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from typing import Any, overload

from django.db.models import DateTimeField, IntegerField, QuerySet, Subquery
from django.db.models.functions import ExtractYear
from django.utils import timezone

from categories.models import Category
from news.models import Placement
from portal.core.content import State
from portal.core.paging import MAX_PAGES, PAGE_SIZE
from portal.core.prepared import Prepared

_FIRST, _LAST = datetime(1900, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)
_REACHED = MAX_PAGES * PAGE_SIZE
_ASKED = datetime, int, datetime, datetime
"""Of what types the values are that the queries below are given."""


class CategoryList(Sequence[int]):
    """The numbers of the articles of a category, or of a span of its time, newest first.

    Two queries: one for how many there are (one more than pages reach, at most) and for the
    years, one for the numbers of a page.
    """

    def __init__(
        self, category: Category, begin: datetime | None = None, end: datetime | None = None
    ) -> None:
        self._asked = timezone.now(), category.pk, begin or _FIRST, end or _LAST

    def __len__(self) -> int:
        """How many there are."""
        return self._facts[0]

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> list[int]: ...
    def __getitem__(self, place: int | slice) -> int | list[int]:
        """Return the numbers from one place to another."""
        if isinstance(place, int):
            return self[place : place + 1][0]
        start, stop, _ = place.indices(len(self))
        if start >= stop:
            return []
        # Whole pages, so that the last ones of all categories share a statement.
        pages = -(-(stop - start) // PAGE_SIZE)
        rows = _numbers(start, pages)(*self._asked)
        return [number for (number,) in rows[: stop - start]]

    @property
    def years(self) -> list[int]:
        """The years from the newest to the oldest of the whole category."""
        _, newest, oldest = self._facts
        return list(range(newest, oldest - 1, -1)) if newest else []

    @cached_property
    def _facts(self) -> tuple[int, int, int]:
        """How many there are; the newest and the oldest year, 0 where there is none."""
        count, newest, oldest = _FACTS(*self._asked)[0]
        return int(count), int(newest or 0), int(oldest or 0)


class _Count(Subquery):
    """How many rows a query has."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def _placed(now: datetime, category: int, begin: datetime, end: datetime) -> QuerySet[Placement]:
    """Return the entries of a category: an index walked from now on back, or from `end`."""
    return Placement.objects.filter(
        State.LIVE.condition(now, prefix="article__"),
        category=category,
        listed_at__lte=now,
        listed_at__gte=begin,
        listed_at__lt=end,
    ).order_by("-listed_at", "-article")


@lru_cache(maxsize=MAX_PAGES)
def _numbers(start: int, pages: int) -> Prepared:
    def build(*asked: Any) -> QuerySet[Placement, Any]:
        return _placed(*asked)[start : start + pages * PAGE_SIZE].values_list("article_id")

    return Prepared(Placement, build, *_ASKED, is_planned_once=True)


def _facts(now: datetime, category: int, begin: datetime, end: datetime) -> QuerySet[Any, Any]:
    reached = _placed(now, category, begin, end).order_by().values("pk")[: _REACHED + 1]
    everything = _placed(now, category, _FIRST, _LAST)
    return (
        Category.objects.filter(pk=category)
        .order_by()
        .values_list(
            _Count(reached),
            _year(everything),
            _year(everything.order_by("listed_at")),
        )
    )


def _year(placed: QuerySet[Placement]) -> ExtractYear:
    """Return the year of the first entry: a look-up at one end of the index."""
    at = Subquery(placed.values("listed_at")[:1], output_field=DateTimeField())
    return ExtractYear(at, tzinfo=timezone.get_default_timezone())


_FACTS = Prepared(Placement, _facts, *_ASKED, is_planned_once=True)
