"""Dates in templates; the wording is in `portal.core.dates`."""

from collections.abc import Callable
from datetime import date, datetime

from django import template
from django.utils import timezone

from portal.core import dates

register = template.Library()


def _blank_without_date(
    write: Callable[[datetime], str] | Callable[[date | datetime], str],
) -> Callable[[datetime | None], str]:
    """Return a filter that prints nothing for a missing date, as Django's own `date` does."""

    def filter_(value: datetime | None) -> str:
        return write(value) if value else ""

    return filter_


register.filter("vi_date", _blank_without_date(dates.short_date))
register.filter("vi_datetime", _blank_without_date(dates.date_and_time))
register.filter("vi_long", _blank_without_date(dates.long_date_and_time))
register.filter("vi_weekday", _blank_without_date(dates.weekday))
register.filter("vi_day_month", _blank_without_date(dates.day_month))
register.filter("vi_clock", _blank_without_date(dates.clock))
register.filter("iso_time", _blank_without_date(dates.iso_time))


@register.simple_tag
def now_vi() -> str:
    """Print today: "Thứ Bảy, 23/5/2026"."""
    return dates.long_date(timezone.localdate())
