"""The archive by date: years, months as calendars, days."""

import calendar
from dataclasses import dataclass

from django.db.models import Exists
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from categories.crumbs import Crumb
from news.models import Article
from news.months import group_by_month, years_of
from portal.core.pagecache import cached_page
from portal.core.paging import PAGE_PARAMETER, page_of
from portal.front.periods import Period


@dataclass(frozen=True)
class Cell:
    """A day in the calendar; with an address when something was published on it."""

    day: int
    url: str


@cached_page(PAGE_PARAMETER)
@require_safe
def archive(
    request: HttpRequest, year: int | None = None, month: int | None = None, day: int | None = None
) -> HttpResponse:
    """List what was published in a year, a month or on a day."""
    published = Article.objects.published()
    years = years_of(published) or [timezone.localdate().year]
    if year is None:
        return redirect("front:archive-year", years[0])
    period = Period(year, month, day)
    if year < years[-1] or period.begin > timezone.now():
        raise Http404("Không có tin trong thời gian này.")
    articles = published.for_cards().newest_first().published_between(period.begin, period.end)
    page = page_of(request, articles)
    previous, following = period.previous, period.next
    context = {
        "year": year,
        "month": month,
        "day": day,
        "years": years,
        "heading": f"Tin tức: {period.label}",
        "month_links": [] if month else _months_of(year),
        "calendar": _weeks(year, month) if month else [],
        "page": page,
        "groups": group_by_month(page),
        "previous": previous if previous.year >= years[-1] else None,
        "next": following if following.begin <= timezone.now() else None,
        "crumbs": [
            Crumb.home(),
            *(Crumb(parent.label, parent.url) for parent in period.parents),
            Crumb(period.label),
        ],
    }
    return render(request, "front/archive.html", context)


def _months_of(year: int) -> list[Period]:
    months = [Period(year, month) for month in range(1, 13)]
    return [month for month in months if month.begin <= timezone.now()]


def _weeks(year: int, month: int) -> list[list[Cell | None]]:
    """Return the weeks of the month, Monday first; empty cells belong to other months."""
    days = _days_with_news(year, month)

    def cell(day: int) -> Cell | None:
        if not day:
            return None
        return Cell(day, Period(year, month, day).url if day in days else "")

    weeks = calendar.Calendar().monthdayscalendar(year, month)
    return [[cell(day) for day in week] for week in weeks]


def _days_with_news(year: int, month: int) -> set[int]:
    """Return the days of the month on which something was published.

    One query that looks into the date index once per day, hung on any one row of the month;
    the distinct days of the month would read all its rows.
    """
    published = Article.objects.published()
    whole = Period(year, month)
    days = {
        f"day_{day}": Exists(published.published_between(p.begin, p.end))
        for day in range(1, calendar.monthrange(year, month)[1] + 1)
        for p in [Period(year, month, day)]
    }
    anchor = published.published_between(whole.begin, whole.end).newest_first()
    found = anchor.annotate(**days).values(*days).first() or {}
    return {int(name.removeprefix("day_")) for name, exists in found.items() if exists}
