"""Dates as Vietnamese officials write them."""

from datetime import date, datetime

from django.utils import timezone

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
"""Weekdays as NĐ 30/2020/NĐ-CP, Appendix II, spells them in running text."""


def local(value: date | datetime) -> date | datetime:
    """Return a moment in the portal's time zone; a plain date as it is."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return _here(value)
    return value


def _here(moment: datetime) -> datetime:
    """Return a moment in the one time zone of the portal.

    Django's `localtime` first asks the thread whether it has another: nine times as long, sixty
    times a page.
    """
    return moment.astimezone(timezone.get_default_timezone())


def weekday(value: date | datetime) -> str:
    """Return "thứ Bảy"."""
    return WEEKDAYS[local(value).weekday()]


def day_month(value: date | datetime) -> str:
    """Return "23/5"."""
    value = local(value)
    return f"{value.day}/{value.month}"


def short_date(value: date | datetime) -> str:
    """Return "23/5/2026"."""
    value = local(value)
    return f"{value.day}/{value.month}/{value.year}"


def clock(value: datetime) -> str:
    """Return "16:05"."""
    return f"{local(value):%H:%M}"


def clock_today(value: datetime) -> str:
    """Return "16:05" for a moment of today, "23/5" for any other day."""
    is_today = _here(value).date() == _here(timezone.now()).date()
    return clock(value) if is_today else day_month(value)


def date_and_time(value: datetime) -> str:
    """Return "23/5/2026, 16:05"."""
    return f"{short_date(value)}, {clock(value)}"


def long_date(value: date | datetime) -> str:
    """Return "Thứ Bảy, 23/5/2026", the way a line begins."""
    name = weekday(value)
    return f"{name[0].upper()}{name[1:]}, {short_date(value)}"


def long_date_and_time(value: datetime) -> str:
    """Return "Thứ Bảy, 23/5/2026, 16:05"."""
    return f"{long_date(value)}, {clock(value)}"


def part_of_day(value: datetime) -> str:
    """Return "sáng" (before 11), "trưa" (before 13), "chiều" (before 18) or "tối"."""
    hour = _here(value).hour
    for end, name in ((11, "sáng"), (13, "trưa"), (18, "chiều")):
        if hour < end:
            return name
    return "tối"


def iso_time(moment: datetime) -> str:
    """Return `moment` for machines: "2026-05-23T07:30:00+07:00".

    To the second: HTML allows three digits of a fraction, and the clock gives six.
    """
    return _here(moment).isoformat(timespec="seconds")
