"""Dates and numbers in forms and pages."""

from datetime import date, datetime

import pytest
from django import forms
from django.template import Context, Template
from django.utils import formats, timezone


@pytest.mark.parametrize(
    "typed", ["23/5/2023", "23/05/2023", "23-5-2023", "23.5.2023", "2023-05-23", " 23/5/2023 "]
)
def test_forms_accept_a_date_as_vietnamese_write_it(typed: str):
    assert forms.DateField().clean(typed) == date(2023, 5, 23)


def test_the_day_comes_before_the_month():
    assert forms.DateField().clean("05/06/2023") == date(2023, 6, 5)


@pytest.mark.parametrize("typed", ["31/2/2023", "5/23/2023", "23/5", "hôm nay", "0/0/0000"])
def test_forms_refuse_what_is_no_date(typed: str):
    with pytest.raises(forms.ValidationError):
        forms.DateField().clean(typed)


@pytest.mark.parametrize(
    "typed",
    ["23/5/2026 16:05", "23/05/2026 16:05:00", "23/5/2026 16h05", "23.5.2026 16g05"],
)
def test_forms_accept_a_moment_as_vietnamese_write_it(typed: str):
    expected = timezone.make_aware(datetime(2026, 5, 23, 16, 5))
    assert forms.DateTimeField().clean(typed) == expected


def test_a_day_alone_is_its_midnight():
    assert forms.DateTimeField().clean("5/6/2023") == timezone.make_aware(datetime(2023, 6, 5))


@pytest.mark.parametrize("typed", ["16:05", "16h05", "16g05", "16:05:00"])
def test_forms_accept_a_time(typed: str):
    assert f"{forms.TimeField().clean(typed):%H:%M}" == "16:05"


def test_a_form_shows_a_moment_so_that_it_can_be_sent_back():
    moment = timezone.make_aware(datetime(2026, 5, 3, 6, 5))
    field = forms.DateTimeField()
    shown = field.widget.format_value(field.prepare_value(moment))
    assert shown is not None
    assert field.clean(shown) == moment


def test_the_week_begins_on_monday():
    assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ day|date }}", "3/5/2026"),
        ("{{ day|date:'SHORT_DATE_FORMAT' }}", "03/05/2026"),
        ("{{ day|date:'YEAR_MONTH_FORMAT' }}", "tháng 5/2026"),
        ("{{ number }}", "1.234.567"),
        ("{{ fraction }}", "3,5"),
    ],
)
def test_pages_write_dates_and_numbers_as_vietnamese_do(template: str, text: str):
    context = {"day": date(2026, 5, 3), "number": 1_234_567, "fraction": 3.5}
    assert Template(template).render(Context(context)) == text
