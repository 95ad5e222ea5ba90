"""Dates as Vietnamese officials write them."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.template import Context, Template
from django.utils import timezone

from portal.core import dates

SATURDAY = datetime(2026, 5, 23, 9, 5, tzinfo=UTC)  # 16:05 in Hà Nội
JUST_AFTER_MIDNIGHT = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)  # 00:00 on 1/1/2027 there


@pytest.mark.parametrize(
    ("write", "text"),
    [
        (dates.weekday, "thứ Bảy"),
        (dates.day_month, "23/5"),
        (dates.short_date, "23/5/2026"),
        (dates.clock, "16:05"),
        (dates.date_and_time, "23/5/2026, 16:05"),
        (dates.long_date, "Thứ Bảy, 23/5/2026"),
        (dates.long_date_and_time, "Thứ Bảy, 23/5/2026, 16:05"),
        (dates.part_of_day, "chiều"),
    ],
)
def test_a_moment_is_written_in_the_portals_time_zone(write, text: str):
    assert write(SATURDAY) == text


def test_midnight_belongs_to_the_new_day():
    assert dates.long_date_and_time(JUST_AFTER_MIDNIGHT) == "Thứ Sáu, 1/1/2027, 00:00"


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (18, "thứ Hai"),
        (19, "thứ Ba"),
        (20, "thứ Tư"),
        (21, "thứ Năm"),
        (22, "thứ Sáu"),
        (23, "thứ Bảy"),
        (24, "Chủ nhật"),
    ],
)
def test_weekdays_have_their_official_names(day: int, name: str):
    assert dates.weekday(date(2026, 5, day)) == name


def test_a_line_begins_with_a_capital():
    assert dates.long_date(date(2026, 5, 24)) == "Chủ nhật, 24/5/2026"
    assert dates.long_date(date(2026, 5, 20)) == "Thứ Tư, 20/5/2026"


@pytest.mark.parametrize(
    ("hour", "minute", "name"),
    [
        (0, 0, "sáng"),
        (10, 59, "sáng"),
        (11, 0, "trưa"),
        (12, 59, "trưa"),
        (13, 0, "chiều"),
        (17, 59, "chiều"),
        (18, 0, "tối"),
        (23, 59, "tối"),
    ],
)
def test_the_parts_of_the_day_have_their_borders(hour: int, minute: int, name: str):
    moment = timezone.make_aware(datetime(2026, 5, 23, hour, minute))
    assert dates.part_of_day(moment) == name


FILTERS = ["vi_date", "vi_datetime", "vi_long", "vi_weekday", "vi_day_month", "vi_clock"]


def printed(name: str, value: object) -> str:
    return Template("{% load vietnamese %}{{ value|" + name + " }}").render(
        Context({"value": value})
    )


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("missing", [None, ""])
def test_a_missing_date_prints_nothing(name: str, missing: object):
    assert printed(name, missing) == ""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("vi_date", "23/5/2026"),
        ("vi_datetime", "23/5/2026, 16:05"),
        ("vi_long", "Thứ Bảy, 23/5/2026, 16:05"),
        ("vi_weekday", "thứ Bảy"),
        ("vi_day_month", "23/5"),
        ("vi_clock", "16:05"),
    ],
)
def test_filters_print_what_the_functions_return(name: str, text: str):
    assert printed(name, SATURDAY) == text


@time_machine.travel(JUST_AFTER_MIDNIGHT, tick=False)
def test_today_is_the_day_in_viet_nam():
    assert Template("{% load vietnamese %}{% now_vi %}").render(Context()) == "Thứ Sáu, 1/1/2027"


def test_a_moment_for_machines_has_no_fraction_that_html_forbids():
    moment = datetime(2026, 5, 23, 0, 30, 0, 123456, tzinfo=UTC)
    assert dates.iso_time(moment) == "2026-05-23T07:30:00+07:00"
