"""The calendar: which day an item stands on, for whom, and what the page does with bad input."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.dashboard.calendar import Month
from portal.core.workflow import actions
from tests.factories import make_article, make_category, make_page, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]

NOW = datetime(2026, 5, 20, 2, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
MIDNIGHT = datetime(2026, 4, 30, 17, 0, tzinfo=UTC)
"""The first moment of May in Vietnam."""


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def chief():
    return make_user(AccountRole.CHIEF)


def page(user: User, query: str = ""):
    browser = Client()
    browser.force_login(User.objects.get(pk=user.pk))
    return browser.get(reverse("admin:calendar") + query)


def days(user: User, query: str = "") -> dict[date, list[str]]:
    """Return the days that have something, with its titles."""
    sheet = page(user, query).context["sheet"]
    return {day.date: [str(e.item) for e in day.entries] for day in sheet.days if day.entries}


def test_a_month_begins_and_ends_at_midnight_in_vietnam(chief):
    june = datetime(2026, 5, 31, 17, 0, tzinfo=UTC)
    for title, at in (
        ("Cuối tháng Tư", MIDNIGHT - MINUTE),
        ("Đầu tháng Năm", MIDNIGHT),
        ("Cuối tháng Năm", june - MINUTE),
        ("Đầu tháng Sáu", june),
    ):
        make_article(State.LIVE if at < NOW else State.SCHEDULED, title=title, at=at)
    assert days(chief, "?thang=2026-05") == {
        date(2026, 5, 1): ["Đầu tháng Năm"],
        date(2026, 5, 31): ["Cuối tháng Năm"],
    }
    assert days(chief, "?thang=2026-04") == {date(2026, 4, 30): ["Cuối tháng Tư"]}
    assert days(chief, "?thang=2026-06") == {date(2026, 6, 1): ["Đầu tháng Sáu"]}


def test_months_follow_each_other_over_the_end_of_a_year():
    assert Month(2026, 12).plus(1) == Month(2027, 1)
    assert Month(2027, 1).plus(-1) == Month(2026, 12)
    assert len(Month(2028, 2).days()) == 29
    assert Month(2026, 6).days()[0].isoweekday() == 1  # a Monday: the first column


def test_a_day_holds_all_types_and_states_in_the_order_of_the_clock(chief):
    make_page(State.LIVE, title="Trang", at=NOW - 3 * MINUTE)
    make_article(State.WITHDRAWN, title="Đã gỡ", at=NOW - 2 * MINUTE)
    make_article(State.DRAFT, title="Dự kiến", published_at=NOW + MINUTE)
    make_article(State.DRAFT, title="Không ngày")
    live = make_article(State.LIVE, title="Bài", at=NOW - MINUTE)
    actions.revise(live, by=chief)
    assert days(chief) == {date(2026, 5, 20): ["Trang", "Đã gỡ", "Bài", "Dự kiến"]}
    sheet = page(chief).context["sheet"]
    (today,) = [day for day in sheet.days if day.is_today]
    assert [entry.is_planned for entry in today.entries] == [False, False, False, True]


def test_everybody_sees_what_their_lists_show(chief):
    category = make_category()
    writer = make_user(AccountRole.CONTRIBUTOR, writes=(category,))
    make_article(State.LIVE, title="Của mình", by=writer, category=category, at=NOW - MINUTE)
    make_article(State.LIVE, title="Của người khác", category=category, at=NOW)
    assert days(writer) == {date(2026, 5, 20): ["Của mình"]}
    assert days(make_user(AccountRole.EDITOR, edits=(category,))) == days(chief)
    assert days(make_user(AccountRole.EDITOR)) == {}
    assert page(make_user(AccountRole.USER_ADMIN)).status_code == 403


def test_it_is_narrowed_to_a_branch_of_categories_and_to_a_person(chief):
    top = make_category("Đô thị")
    below = make_category("Cấp nước", parent=top)
    writer = make_user(AccountRole.CONTRIBUTOR, writes=(below,))
    make_article(State.LIVE, title="Ở dưới", by=writer, category=below, at=NOW)
    make_article(State.LIVE, title="Ở trên", category=top, at=NOW)
    make_article(State.LIVE, title="Nơi khác", at=NOW)
    make_page(State.LIVE, title="Trang", at=NOW)
    day = date(2026, 5, 20)
    assert days(chief, f"?chuyen_muc={top.pk}") == {day: ["Ở dưới", "Ở trên"]}
    assert days(chief, f"?nguoi={writer.pk}") == {day: ["Ở dưới"]}
    answer = page(chief, f"?thang=2026-05&chuyen_muc={top.pk}")
    assert f"chuyen_muc={top.pk}" in answer.context["months"]["after"][1]


@pytest.mark.parametrize(
    "query", ["thang=2026-13", "thang=%00", "thang=9999-01", "thang=xxx", "nguoi=99999999999999"]
)
def test_what_cannot_be_read_is_said(chief, query):
    answer = page(chief, f"?{query}")
    assert answer.status_code in {200, 400}
    if answer.status_code == 200:
        assert answer.context["form"].errors
        assert 'class="errornote"' in answer.content.decode()


def test_titles_are_printed_as_they_were_typed(chief):
    make_article(State.LIVE, title="<b>Bài</b> & “ảnh”", at=NOW)
    text = page(chief).content.decode()
    assert "&lt;b&gt;Bài&lt;/b&gt; &amp; “ảnh”" in text
    assert "<b>Bài" not in text


def test_a_month_of_very_many_says_that_it_is_cut(chief, monkeypatch):
    monkeypatch.setattr("portal.core.dashboard.calendar.MOST", 2)
    for _ in range(3):
        make_article(State.LIVE, at=NOW)
    answer = page(chief)
    assert sum(len(day.entries) for day in answer.context["sheet"].days) == 2
    assert "500 mục đầu tháng" in answer.content.decode()
