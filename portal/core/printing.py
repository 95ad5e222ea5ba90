"""What both kinds of templates print by: dates, data for search engines, stored HTML.

The template engines know these functions by the names here: Django's through `templatetags/`,
Jinja2 through `portal.core.jinja`.
"""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from portal.core import dates
from portal.core.media.in_texts import with_sizes
from portal.core.richtext import printed

# Inside <script>, "</script" and "<!--" end or open what they should not; JSON can write the
# characters as escapes and means the same.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def richtext(
    markup: str, change: Callable[[str], str] = with_sizes, language: str = "vi"
) -> SafeString:
    """Print stored HTML, sanitised, its pictures in several sizes; there is no other way to do so.

    It was cleaned when it was stored.  The sanitiser once more costs little and means that a row
    written behind the application's back (a restored dump, a manual UPDATE) still cannot reach a
    reader as script.
    `change` is trusted, and `language` that of the words around films; see `printed`.
    """
    return mark_safe(printed(markup, change, language))  # noqa: S308 -- cleaned by `printed`


def json_ld(data: dict[str, Any]) -> SafeString:
    """Print `data` as JSON that is safe inside a script element."""
    return SafeString(json.dumps(data, ensure_ascii=False).translate(_ESCAPES))


def now_vi() -> str:
    """Print today: "Thứ Bảy, 23/5/2026"."""
    return dates.long_date(timezone.localdate())


def _blank_without_date(
    write: Callable[[datetime], str] | Callable[[date | datetime], str],
) -> Callable[[datetime | None], str]:
    """Return a filter that prints nothing for a missing date, as Django's own `date` does."""

    def filter_(value: datetime | None) -> str:
        return write(value) if value else ""

    return filter_


DATES = {
    "vi_date": _blank_without_date(dates.short_date),
    "vi_datetime": _blank_without_date(dates.date_and_time),
    "vi_long": _blank_without_date(dates.long_date_and_time),
    "vi_weekday": _blank_without_date(dates.weekday),
    "vi_day_month": _blank_without_date(dates.day_month),
    "vi_clock": _blank_without_date(dates.clock),
    "vi_recent": _blank_without_date(dates.clock_today),
    "iso_time": _blank_without_date(dates.iso_time),
}
"""Filters for moments, by name."""
