"""The list of the trail: who reads which part, what it is narrowed by, what is sent to Excel."""

import csv
import io
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.audit import export
from portal.core.audit.chain import record
from portal.core.audit.models import AuditEntry
from portal.core.audit.verbs import Verb
from portal.core.content import State
from portal.core.identity.models import Identity
from portal.core.workflow import actions
from tests.contract.pages import addresses
from tests.factories import make_article, make_superuser, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]

LIST = reverse("admin:audit_auditentry_changelist")
FILE = reverse("admin:audit_auditentry_export")
MAY, JUNE = (datetime(2026, month, 20, 2, 0, tzinfo=UTC) for month in (5, 6))


@pytest.fixture(scope="module")
def trail(module_db) -> dict[str, int]:
    """In May an article, in June a sign-in and a setting."""
    chief = make_superuser(username="ha", full_name="Phạm Thu Hà")
    with time_machine.travel(MAY, tick=False):
        item = make_article(State.DRAFT, by=chief, title="=1+1 Lịch cấp nước")
        actions.submit(item, by=chief)
    with time_machine.travel(JUNE, tick=False):
        login = record(Verb.LOGIN, by=make_user(username="lan", full_name="Bùi Lan"))
        setting = record(Verb.SETTING_CHANGED, by=chief, about=Identity.load(), after="Tổng đài: 1")
    return {"item": item.pk, "content": 2, "account": login.number, "setting": setting.number}


def shown(browser: Client, **query: object) -> set[int]:
    """Return the numbers of the rows on the list, without what the test's own sign-in left."""
    answer = browser.get(f"{LIST}?{urlencode(query)}")
    assert answer.status_code == 200
    rows = answer.context["cl"].result_list
    return {row.number for row in rows if row.made_at in {MAY, JUNE}}


READERS = [
    (None, {1, 2, 3, 4}),
    (AccountRole.CHIEF, {1, 2, 4}),
    (AccountRole.USER_ADMIN, {3}),
]


@pytest.mark.parametrize(("role", "numbers"), READERS)
def test_each_reads_the_part_that_is_their_work(trail, sign_in, role, numbers):
    browser = sign_in(make_user(role) if role else make_superuser())
    assert shown(browser) == numbers
    for number in (1, 2, 3, 4):
        answer = browser.get(reverse("admin:audit_auditentry_change", args=[number]))
        assert answer.status_code == (200 if number in numbers else 302)
    rows = list(csv.reader(io.StringIO(text_of(browser, tu="2026-05-01", den="2026-06-30"))))
    assert {int(row[0]) for row in rows[1:]} == numbers


@pytest.mark.parametrize("role", [AccountRole.EDITOR, AccountRole.CONTRIBUTOR])
def test_nobody_else_reads_it(trail, sign_in, role):
    browser = sign_in(make_user(role))
    for url in (LIST, f"{FILE}?tu=2026-05-01", f"{LIST}1/change/"):
        assert browser.get(url).status_code == 403


def test_nobody_changes_adds_or_deletes_on_the_desk(trail, desk):
    before = list(AuditEntry.objects.filter(number__lte=4).values())
    for page in (f"{LIST}add/", f"{LIST}1/delete/"):
        assert desk.post(page, {"post": "yes"}).status_code == 403
    assert desk.post(f"{LIST}1/change/", {"reason": "x"}).status_code == 403
    desk.post(LIST, {"action": "delete_selected", "_selected_action": [1], "post": "yes"})
    assert list(AuditEntry.objects.filter(number__lte=4).values()) == before


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({"den": "2026-05-31"}, {1, 2}),
        ({"tu": "2026-05-20", "den": "2026-05-20"}, {1, 2}),
        ({"tu": "21/05/2026"}, {3, 4}),
        ({"viec": "submit"}, {2}),
        ({"nguoi": "lan"}, {3}),
        ({"nguoi": "ha", "tu": "2026-06-01"}, {4}),
        ({"loai": "news.article", "so": "{item}"}, {1, 2}),
        ({"loai": "news.article", "so": "999999"}, set()),
    ],
)
def test_the_list_is_narrowed(trail, desk, query, numbers):
    assert shown(desk, **{k: v.format(**trail) for k, v in query.items()}) == numbers


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ({"tu": "2026-13-01"}, "Ngày này không hợp lệ"),
        ({"tu": "2026-06-01", "den": "2026-05-01"}, "Ngày cuối phải sau ngày đầu."),
        ({"nguoi": "ai-do"}, "Không có tài khoản “ai-do”."),
        ({"loai": "x.y", "so": "1"}, "Không có loại nội dung này."),
        ({"so": "9" * 30}, "9223372036854775807"),
        ({"viec": "khong-co"}, "không"),
    ],
)
def test_what_cannot_be_meant_is_said_and_shows_nothing(trail, desk, query, complaint):
    answer = desk.get(LIST, query)
    assert answer.status_code == 200
    assert complaint in answer.text.replace(".", "") or complaint in answer.text
    assert list(answer.context["cl"].result_list) == []


def test_the_history_of_an_item_leads_to_its_rows_for_those_who_may_read_them(trail, sign_in):
    page = reverse("admin:news_article_history", args=[trail["item"]])
    wanted = f"{LIST}?loai=news.article&so={trail['item']}"
    assert wanted in addresses(sign_in(make_superuser()).get(page).text)
    writer = make_user(AccountRole.CONTRIBUTOR)
    AuditEntry.objects.get(number=1).revision.content_type.model_class().objects.filter(
        pk=trail["item"]
    ).update(created_by=writer)
    assert wanted not in addresses(sign_in(writer).get(page).text)


def test_the_list_asks_the_same_few_queries_however_long_it_is(
    trail, desk, django_assert_max_num_queries
):
    user = User.objects.get(username="lan")
    for _ in range(60):
        record(Verb.LOGIN, by=user, about=user)
    desk.get(LIST)
    with django_assert_max_num_queries(8):
        desk.get(LIST)


# The file ----------------------------------------------------------------------------------


def text_of(browser: Client, **query: str) -> str:
    answer: Any = browser.get(FILE, query)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    content = b"".join(answer.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    return content.decode("utf-8-sig")


def test_the_file_has_the_rows_of_the_period_oldest_first(trail, desk, monkeypatch):
    monkeypatch.setattr(export, "AT_ONCE", 1)
    rows = list(csv.reader(io.StringIO(text_of(desk, tu="2026-05-01", den="2026-06-30"))))
    assert rows[0][:5] == ["Số", "Lúc", "Phần", "Việc", "Người làm"]
    assert [row[0] for row in rows[1:]] == ["1", "2", "3", "4"]
    assert rows[2][1:5] == ["2026-05-20 09:00:00", "Nội dung", "Gửi duyệt", "Phạm Thu Hà (ha)"]
    assert rows[2][9:11] == ["Nháp", "Chờ duyệt"]
    assert [row[-1] for row in rows[1:]] == [
        entry.hash for entry in AuditEntry.objects.filter(number__lte=4).order_by("number")
    ]


def test_the_file_is_of_a_period_and_narrowed_as_the_list_is(trail, desk):
    rows = text_of(desk, tu="2026-05-01", den="2026-06-30", viec="submit").splitlines()
    assert len(rows) == 2
    answer = desk.get(FILE, {"viec": "submit"}, follow=True)
    assert "Chọn “Từ ngày”" in answer.text


def test_excel_calculates_nothing_of_what_somebody_wrote(trail, desk):
    rows = list(csv.reader(io.StringIO(text_of(desk, tu="2026-05-01", den="2026-05-31"))))
    assert rows[1][8] == "'=1+1 Lịch cấp nước"


@pytest.mark.parametrize("text", ["=A1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1"])
def test_whatever_begins_like_a_formula_becomes_text(text):
    assert export.harmless(text) == f"'{text}"


def test_other_cells_stay_as_they_are():
    assert [export.harmless(value) for value in ("Lịch", "", 12)] == ["Lịch", "", "12"]


def test_a_row_of_an_account_that_is_gone_is_still_shown(trail, desk):
    person = make_user(username="di", full_name="Đã đi")
    record(Verb.ACCOUNT_CLOSED, by=None, about=person)
    person.delete()
    assert "Đã đi (di)" in desk.get(LIST).text
