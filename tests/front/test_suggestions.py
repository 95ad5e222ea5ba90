"""Titles that are suggested while a citizen types."""

import pytest
from django.urls import reverse

from portal.core.content import State
from portal.core.search.query import MAX_LENGTH
from portal.front.suggestions import LOOKED_AT, SUGGESTED
from tests.crowds import make_more
from tests.factories import make_article, make_category, make_page, make_superuser

pytestmark = pytest.mark.django_db

URL = reverse("front:suggestions")


def titles(client, query: str) -> list[str]:
    return [item["title"] for item in client.get(URL, {"q": query}).json()["items"]]


@pytest.mark.parametrize("typed", ["cầ", "cau b", "CAU BA", "bạch sa c", "khởi công cầu bạch sa"])
def test_the_last_word_may_be_unfinished(client, typed):
    article = make_article(title="Khởi công cầu Bạch Sa")
    make_article(title="Thay đèn đường")
    answer = client.get(URL, {"q": typed}).json()
    assert answer == {"items": [{"title": article.title, "url": article.get_absolute_url()}]}


@pytest.mark.parametrize("typed", ["", "c", " ", "%", "ầu bach", "ca ba", 'a" OR "b', "*", "'"])
def test_nothing_is_suggested_for_less_than_a_beginning(client, typed):
    make_article(title="Khởi công cầu Bạch Sa")
    assert titles(client, typed) == []


def test_a_title_that_begins_so_stands_before_a_newer_one(client):
    by, category = make_superuser(), make_category()
    begins = make_article(by=by, category=category, title="Cầu Bạch Sa thông xe")
    newer = make_article(by=by, category=category, title="Khởi công cầu Bạch Sa")
    assert titles(client, "cau bach") == [begins.title, newer.title]


def test_a_title_with_the_accents_as_typed_stands_first(client):
    by, category = make_superuser(), make_category()
    exact = make_article(by=by, category=category, title="Phường Đặng")
    newer = make_article(by=by, category=category, title="Phường Đảng")
    assert titles(client, "đặng") == [exact.title, newer.title]


def test_words_of_a_text_are_no_title(client):
    make_article(title="Bản tin", body="<p>Về cầu Bạch Sa.</p>")
    assert titles(client, "cau bach") == []


def test_the_list_is_short_and_the_newest_stand_first(client):
    by, category = make_superuser(), make_category()
    made = [
        make_article(by=by, category=category, title=f"Cầu Bạch Sa, tin {n}")
        for n in range(SUGGESTED + 2)
    ]
    assert titles(client, "cau") == [article.title for article in made[::-1][:SUGGESTED]]


def test_every_kind_of_content_is_suggested(client):
    page = make_page(title="Lịch tiếp công dân")
    assert titles(client, "lich tiep") == [page.title]


@pytest.mark.parametrize("state", [state for state in State if state is not State.LIVE])
def test_only_what_is_public_is_suggested(client, state):
    make_article(state, title="Khởi công cầu Bạch Sa")
    assert titles(client, "cau") == []


def test_caches_may_keep_it_for_a_minute_and_search_engines_may_not_list_it(client):
    answer = client.get(URL, {"q": "cau"})
    assert answer["Cache-Control"] == "public, max-age=60"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert not answer.cookies


def test_a_very_long_question_costs_no_more_than_a_long_one(client):
    assert client.get(URL, {"q": "cầu " * MAX_LENGTH}).status_code == 200


def test_it_costs_the_same_however_much_is_found(client, django_assert_num_queries):
    make_more(make_article(title="Cầu"), LOOKED_AT + 4)
    titles(client, "cau")
    with django_assert_num_queries(4):
        titles(client, "cau")
