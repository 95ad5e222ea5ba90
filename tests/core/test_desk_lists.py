"""The lists of the desk: filtered by state, owner and words, never counted whole."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from news.models import Article
from portal.core.accounts.roles import AccountRole
from portal.core.admin import lists
from portal.core.admin.lists import BoundedAdminPaginator
from portal.core.content import State
from tests.factories import make_article, make_author, make_category, make_superuser, make_user

pytestmark = pytest.mark.django_db

LIST = reverse("admin:news_article_changelist")


def listed(browser, **query: str) -> set[int]:
    return {row.pk for row in browser.get(LIST, query).context["cl"].result_list}


def test_a_list_shows_one_state_when_asked_to(desk):
    by, category = make_superuser(), make_category()
    articles = {state: make_article(state, by=by, category=category).pk for state in State}
    shown = {state: listed(desk, **{"trang-thai": state.value}) for state in State}
    assert shown == {state: {number} for state, number in articles.items()}


def test_a_state_that_does_not_exist_narrows_nothing(desk):
    article = make_article()
    assert listed(desk, **{"trang-thai": "bay"}) == {article.pk}


@pytest.mark.parametrize("state", list(State))
def test_the_badge_says_the_state_in_words(desk, state: State):
    make_article(state)
    badge = f'<span class="state state--{state.value}">{state.label}</span>'
    assert badge in desk.get(LIST).text


def test_a_person_finds_their_own(sign_in):
    chief = make_user(AccountRole.CHIEF)
    own = make_article(State.DRAFT, by=chief)
    make_article(State.DRAFT)
    assert listed(sign_in(chief), **{"cua-toi": "1"}) == {own.pk}
    assert len(listed(sign_in(chief))) == 2


@pytest.mark.parametrize(
    ("typed", "finds"),
    [
        ("cầu bạch sa", True),
        ("cau bach sa", True),
        ("CAU SA", True),
        ("duc thang", True),
        ("cầu hầm", False),
        ("  ", True),
        ("'\" OR 1=1", False),
    ],
)
def test_drafts_are_searched_without_accents(desk, typed: str, finds: bool):
    item = make_article(
        State.DRAFT, title="Khởi công cầu Bạch Sa", authors=(make_author("Đức Thắng"),)
    )
    assert (item.pk in listed(desk, q=typed)) is finds


def test_a_word_that_stands_in_very_many_items_narrows_the_list_too(desk, monkeypatch):
    monkeypatch.setattr(lists, "FEW", 1)
    found = {make_article(title=f"Khởi công cầu số {number}").pk for number in range(3)}
    make_article(title="Khởi công đường số 4")
    assert listed(desk, q="cau khoi") == found


def test_a_category_stands_for_its_whole_branch(desk):
    top = make_category("Đô thị riêng")
    child = make_category("Hè phố", parent=top)
    inside, outside = make_article(category=child), make_article()
    assert listed(desk, **{"chuyen-muc": str(top.pk)}) == {inside.pk}
    assert listed(desk, **{"chuyen-muc": "987654"}) == {inside.pk, outside.pk}


def test_the_tab_of_the_list_that_is_shown_is_marked(desk):
    tabs = desk.get(LIST, {"trang-thai": "submitted"}).context["tabs"]
    assert [tab["label"] for tab in tabs if tab["current"]] == ["Chờ duyệt"]
    tabs = desk.get(LIST).context["tabs"]
    assert [tab["label"] for tab in tabs if tab["current"]] == ["Tất cả"]


def test_a_list_costs_the_same_for_one_row_and_for_nine(desk):
    costs = []
    for rows in (1, 8):
        for _ in range(rows):
            make_article(authors=(make_author(), make_author()))
        desk.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            desk.get(LIST)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_the_desk_counts_no_further_than_its_last_page():
    paginator = BoundedAdminPaginator(range(5_000), 50)
    assert paginator.count == 2_000
    assert paginator.num_pages == 40


def test_nothing_is_deleted_in_bulk(desk):
    draft = make_article(State.DRAFT)
    desk.post(LIST, {"action": "delete_selected", "_selected_action": [draft.pk], "post": "yes"})
    assert Article.objects.filter(pk=draft.pk).exists()
