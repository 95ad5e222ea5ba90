"""Lists of articles under the months in which they were published."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from news.models import Article


@dataclass
class MonthGroup:
    """The articles of one month, as they follow each other in a list."""

    label: str
    id: str
    articles: list[Article] = field(default_factory=list)


def month_label(year: int, month: int) -> str:
    """Return "Tháng 5 năm 2026"."""
    return f"Tháng {month} năm {year}"


def group_by_month(articles: Iterable[Article]) -> list[MonthGroup]:
    """Return `articles`, which come newest first, under their months."""

    def month_of(article: Article) -> tuple[int, int]:
        at = timezone.localtime(article.published_at)
        return at.year, at.month

    return [
        MonthGroup(month_label(*month), f"thang-{month[0]}-{month[1]}", list(group))
        for month, group in groupby(articles, month_of)
    ]


def moment(year: int, month: int = 1, day: int = 1) -> datetime:
    """Return midnight of a day in the portal's time zone; 404 for a day that does not exist."""
    try:
        return timezone.make_aware(datetime(year, month, day))
    except (ValueError, OverflowError) as error:
        raise Http404("Không có ngày này.") from error


def month_after(year: int, month: int) -> datetime:
    """Return the moment at which the month ends."""
    return moment(year + month // 12, month % 12 + 1)


def day_after(year: int, month: int, day: int) -> datetime:
    """Return the moment at which the day ends."""
    following = moment(year, month, day).date() + timedelta(days=1)
    return moment(following.year, following.month, following.day)


def years_of(articles: QuerySet[Article]) -> list[int]:
    """Return the years from the newest to the oldest of `articles`.

    Two look-ups at the ends of an index; a list of the distinct years would scan the archive.
    """
    column = articles.values_list("published_at", flat=True)
    newest: datetime | None = column.order_by("-published_at").first()
    oldest: datetime | None = column.order_by("published_at").first()
    if newest is None or oldest is None:
        return []
    first, last = (timezone.localtime(at).year for at in (oldest, newest))
    return list(range(last, first - 1, -1))


def as_date(at: datetime) -> date:
    """Return the day of a moment in the portal's time zone."""
    return timezone.localtime(at).date()
