"""The lists of the desk, narrowed to what one person has written."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from news.models import Article
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.admin import writers
from portal.core.content import State
from tests.contract.pages import addresses, parse
from tests.factories import make_article, make_category, make_user

pytestmark = pytest.mark.django_db

LIST = reverse("admin:news_article_changelist")


def listed(browser, **query: str) -> set[int]:
    return {row.pk for row in browser.get(LIST, query).context["cl"].result_list}


def written_by(user: User, state: State = State.DRAFT, **fields) -> Article:
    """Return an article that `user` is the writer of, whatever the account may do now."""
    item = make_article(state, **fields)
    Article.objects.filter(pk=item.pk).update(created_by=user)
    return item


def offered(browser, **query: str) -> list[str]:
    """Return the names in the filter, without everybody's and one's own."""
    specs = browser.get(LIST, query).context["cl"].filter_specs
    spec = next(spec for spec in specs if isinstance(spec, writers.WriterFilter))
    return [str(label) for _, label in spec.lookup_choices]


@pytest.fixture
def chief(sign_in):
    """A browser in which a chief is signed in who has written nothing."""
    return sign_in(make_user(AccountRole.CHIEF))


@pytest.fixture
def lan() -> User:
    return make_user(AccountRole.EDITOR, username="lan.bui", full_name="Bùi Ngọc Lan")


def test_a_list_is_narrowed_to_what_a_colleague_has_written(chief, lan):
    hers = written_by(lan)
    live = written_by(lan, State.LIVE)
    make_article()
    assert listed(chief, **{"nguoi-viet": "lan.bui"}) == {hers.pk, live.pk}
    assert listed(chief, **{"nguoi-viet": "lan.bui", "trang-thai": "draft"}) == {hers.pk}


@pytest.mark.any_database("sqlite")
def test_only_who_has_written_something_is_offered_and_who_has_left_is_named_as_such(chief, lan):
    make_user(AccountRole.EDITOR, full_name="Chưa viết gì")
    gone = make_user(AccountRole.EDITOR, full_name="An Văn Bình", is_active=False)
    written_by(lan)
    written_by(gone)
    assert offered(chief) == ["Bùi Ngọc Lan", "An Văn Bình, đã khóa"]


@pytest.mark.any_database("sqlite")
def test_people_of_the_same_name_are_told_apart(chief, lan):
    namesake = make_user(AccountRole.EDITOR, username="lan.2", full_name="Bùi Ngọc Lan")
    for writer in (lan, namesake):
        written_by(writer)
    assert sorted(offered(chief)) == ["Bùi Ngọc Lan (lan.2)", "Bùi Ngọc Lan (lan.bui)"]


@pytest.mark.any_database("sqlite")
def test_an_editor_types_a_name_and_two_of_that_name_are_not_mixed_up(sign_in, lan):
    category = make_category()
    browser = sign_in(make_user(AccountRole.EDITOR, edits=(category,)))
    hers = written_by(lan, category=category)
    assert offered(browser) == []
    assert parse(browser.get(LIST).text).all("input", id="writer-name")
    assert listed(browser, **{"nguoi-viet": " Bùi Ngọc Lan "}) == {hers.pk}
    make_user(AccountRole.EDITOR, full_name="Bùi Ngọc Lan")
    page = browser.get(LIST, {"nguoi-viet": "Bùi Ngọc Lan"})
    assert "gõ tên đăng nhập của người cần tìm" in page.text
    assert not page.context["cl"].result_list
    assert listed(browser, **{"nguoi-viet": "lan.bui"}) == {hers.pk}


@pytest.mark.any_database("sqlite")
def test_beyond_so_many_names_one_is_typed_and_the_rest_of_the_filter_stays(
    chief, lan, monkeypatch
):
    monkeypatch.setattr(writers, "MOST", 1)
    for name in ("An", "Cúc"):
        written_by(make_user(AccountRole.EDITOR, full_name=name))
    hers = written_by(lan)
    page = chief.get(LIST, {"nguoi-viet": "lan.bui", "trang-thai": "draft"})
    typed = parse(page.text).all("input", id="writer-name")
    kept = parse(page.text).all("input", type="hidden", name="trang-thai", value="draft")
    assert [field["name"] for field in typed] == ["nguoi-viet"]
    assert all("form" in field.ancestors for field in (*typed, *kept))
    assert kept
    assert {row.pk for row in page.context["cl"].result_list} == {hers.pk}


@pytest.mark.any_database("sqlite")
def test_a_name_that_is_no_account_is_said_and_lists_nothing(chief, lan):
    written_by(lan)
    page = chief.get(LIST, {"nguoi-viet": "khong-co"})
    assert "Không có tài khoản “khong-co”" in page.text
    assert not page.context["cl"].result_list


@pytest.mark.any_database("sqlite")
def test_a_contributor_is_offered_only_their_own(sign_in, lan):
    category = make_category()
    writer = make_user(AccountRole.CONTRIBUTOR, writes=(category,))
    hers = written_by(lan, category=category)
    own = written_by(writer, category=category)
    browser = sign_in(writer)
    assert offered(browser) == []
    assert hers.pk not in listed(browser, **{"nguoi-viet": "lan.bui"})
    assert listed(browser, **{"cua-toi": "1"}) == {own.pk}


@pytest.mark.any_database("sqlite")
def test_a_chief_is_led_from_the_list_of_a_person_to_giving_it_all_away(chief, sign_in, lan):
    category = make_category()
    written_by(lan, category=category)
    link = reverse("admin:hand_over_all", args=[lan.pk])
    assert link in addresses(chief.get(LIST, {"nguoi-viet": "lan.bui"}).text)
    assert link not in addresses(chief.get(LIST).text)
    editor = sign_in(make_user(AccountRole.EDITOR, edits=(category,)))
    assert link not in addresses(editor.get(LIST, {"nguoi-viet": "lan.bui"}).text)


def test_one_persons_rows_are_a_stretch_of_an_index(chief, lan):
    written_by(lan)
    with CaptureQueriesContext(connection) as queries:
        chief.get(LIST, {"nguoi-viet": "lan.bui"})
    rows = next(
        q["sql"]
        for q in queries
        if q["sql"].startswith("SELECT") and "ORDER BY" in q["sql"] and "has_copy" in q["sql"]
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    with connection.cursor() as cursor:
        explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
        cursor.execute(explain + rows)
        plan = " ".join(str(row) for row in cursor.fetchall())
    assert "news_article_own" in plan
    assert "TEMP B-TREE FOR ORDER BY" not in plan
