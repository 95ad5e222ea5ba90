"""The desk's list of what readers search for: grouped, filtered, plain text, and quick."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.core.accounts.roles import AccountRole
from portal.core.search.models import SearchCount
from tests.contract.pages import parse
from tests.factories import make_user
from tests.news.desk_forms import Form
from tests.query_budget import queries_of

pytestmark = pytest.mark.django_db

SEARCHES = reverse("admin:search_searchcount_changelist")
HOSTILE = "<script>alert(1)</script> \"onclick=x ' &amp; %"


def searched(
    typed: str, times: int = 1, found: int = 3, days_ago: int = 0, words: str = ""
) -> None:
    day = timezone.localdate() - timedelta(days=days_ago)
    SearchCount.objects.create(
        day=day, words=words or typed.lower(), typed=typed, times=times, found=found
    )


def table_of(answer) -> list[list[str]]:
    """Return the cells of a list, row by row."""
    assert answer.status_code == 200
    cells = [
        element
        for element in parse(answer.content.decode()).elements
        if element.tag in {"td", "th"} and "field-" in element["class"]
    ]
    rows: list[list[str]] = []
    for cell in cells:
        if "field-typed_label" in cell["class"]:
            rows.append([])
        rows[-1].append(cell.text.strip())
    return rows


@pytest.fixture
def chief(sign_in):
    return sign_in(make_user(AccountRole.CHIEF))


@pytest.fixture
def editor(sign_in):
    return sign_in(make_user(AccountRole.EDITOR))


def test_nobody_changes_what_was_counted(sign_in, desk, chief, editor):
    searched("thuế đất")
    row = SearchCount.objects.get()
    for browser in (desk, chief, editor):
        assert browser.get(SEARCHES).status_code == 200
        assert browser.get(reverse("admin:search_searchcount_add")).status_code == 403
        for name in ("change", "delete"):
            url = reverse(f"admin:search_searchcount_{name}", args=[row.pk])
            assert browser.post(url, {"typed": "khác", "post": "yes"}).status_code == 403
    assert SearchCount.objects.get().typed == "thuế đất"


@pytest.mark.parametrize("role", [AccountRole.CONTRIBUTOR, AccountRole.USER_ADMIN])
def test_no_other_role_sees_what_readers_search_for(sign_in, role):
    assert sign_in(make_user(role)).get(SEARCHES).status_code == 403


def test_the_days_of_a_query_come_together_the_most_frequent_first(editor):
    searched("thue dat", times=2, found=0, days_ago=5, words="thue dat")
    searched("Thuế đất", times=3, found=7, days_ago=1, words="thue dat")
    searched("nước sạch", times=4, found=2)
    assert [row[:3] for row in table_of(editor.get(SEARCHES))] == [
        ["Thuế đất", "5", "7 kết quả"],
        ["nước sạch", "4", "2 kết quả"],
    ]


def test_the_last_thirty_days_are_shown_unless_others_are_chosen(editor):
    for days_ago in (6, 7, 29, 30, 89, 90):
        searched(f"câu {days_ago}", days_ago=days_ago)

    def count(**query: str) -> int:
        return len(table_of(editor.get(SEARCHES, query)))

    assert count() == 3
    assert [count(trong=days) for days in ("7", "30", "90", "x")] == [1, 3, 5, 3]
    filters = parse(editor.get(SEARCHES).content.decode()).all("a")
    assert [a.text for a in filters if "trong=" in a["href"]][:2] == ["7 ngày qua", "30 ngày qua"]


def test_what_found_nothing_the_last_time_is_one_click_away(editor):
    searched("sổ đỏ", found=4, days_ago=3, words="so do")
    searched("so do", found=0, words="so do")
    searched("thuế đất", found=0, days_ago=3, words="thue dat")
    searched("thuế đất", found=1, words="thue dat")
    rows = table_of(editor.get(SEARCHES, {"khong-thay": "1"}))
    assert [row[:3] for row in rows] == [["so do", "2", "Không thấy gì"]]


def test_the_list_is_searched_without_accents(editor):
    searched("Thuế đất", times=2, days_ago=1, words="thue dat")
    searched("thuế đất", words="thue dat")
    searched("nước sạch", words="nuoc sach")
    assert [row[:2] for row in table_of(editor.get(SEARCHES, {"q": "THUẾ"}))] == [["thuế đất", "3"]]


@pytest.mark.parametrize("order", ["1", "-2", "3", "-4"])
def test_the_list_is_ordered_by_any_column(editor, order):
    searched("b", times=2, found=0)
    searched("a", times=1, found=1, days_ago=1)
    assert len(table_of(editor.get(SEARCHES, {"o": order}))) == 2


def test_a_chief_makes_a_synonym_of_what_was_searched_for(chief):
    searched("cúp điện hẻm 5 & 7")
    links = {a.text: a["href"] for a in parse(chief.get(SEARCHES).content.decode()).all("a")}
    answer = chief.get(links["Thêm từ đồng nghĩa"])
    assert Form(answer).typed("phrases") == "cúp điện hẻm 5 & 7\n"
    assert chief.get(links["Tìm thử trên cổng"]).context["q"] == "cúp điện hẻm 5 & 7"


def test_an_editor_is_led_to_no_form_that_is_closed_to_editors(editor):
    searched("cúp điện")
    text = editor.get(SEARCHES).content.decode()
    assert "Tìm thử trên cổng" in text
    assert "Thêm từ đồng nghĩa" not in text


def test_hostile_words_are_plain_text_everywhere(chief):
    searched(HOSTILE)
    one = reverse("admin:search_searchcount_change", args=[SearchCount.objects.get().pk])
    for url in (SEARCHES, one):
        text = chief.get(url).content.decode()
        assert "alert(1)" in text
        assert "<script>alert" not in text
        assert parse(text).handlers == []


def test_the_list_costs_twelve_queries_at_most_however_long_it_is(editor):
    costs = []
    for first in (0, 60):
        for number in range(first, first + 60):
            searched(f"câu {number}")
            searched(f"câu {number}", days_ago=2)
        costs.append(len(queries_of(editor, SEARCHES)))
    assert costs[0] == costs[1] <= 12
