"""`manage.py reindex` makes the index what it would be had it never been hurt."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from news.models import Article
from portal.core.content import State
from portal.core.search import full_text, upkeep
from portal.core.search.models import SearchEntry
from tests.factories import make_article, make_category, make_superuser
from tests.searching import found

pytestmark = pytest.mark.django_db

COLUMNS = ("content_type", "object_id", "status", "published_at", "expires_at", "words_exact")


def run() -> str:
    output = StringIO()
    call_command("reindex", stdout=output)
    return output.getvalue()


def entries() -> list[tuple[Any, ...]]:
    return list(SearchEntry.objects.order_by("object_id").values_list(*COLUMNS))


@pytest.fixture(autouse=True)
def articles() -> list[Article]:
    by, category = make_superuser(), make_category()
    return [make_article(state, by=by, category=category) for state in State]


def test_a_lost_index_is_made_anew():
    before = entries()
    SearchEntry.objects.all().delete()
    assert "đã ghi 7 mục" in run()
    assert entries() == before


def test_a_wrong_entry_is_mended(articles: list[Article]):
    before = entries()
    SearchEntry.objects.update(words="sai", digest="khac", status="published", published_at=None)
    run()
    assert entries() == before
    assert found("sai") == []


def test_an_entry_without_an_item_goes(articles: list[Article]):
    gone = SearchEntry.objects.get(object_id=articles[0].pk)
    SearchEntry(content_type=gone.content_type, object_id=987_654, words="ma").save()
    run()
    assert not SearchEntry.objects.filter(object_id=987_654).exists()
    assert SearchEntry.objects.count() == len(articles)


def test_every_batch_is_walked(monkeypatch: pytest.MonkeyPatch):
    before = entries()
    monkeypatch.setattr(upkeep, "BATCH", 3)
    SearchEntry.objects.all().delete()
    run()
    assert entries() == before


def test_an_empty_portal_has_an_empty_index():
    Article.objects.all().delete()
    run()
    assert entries() == []


def word_indexes() -> int:
    """Return how many indexes of words there are."""
    with connection.cursor() as cursor:
        names = connection.introspection.get_constraints(cursor, SearchEntry._meta.db_table)
    return sum(name == "search_entry_words" for name in names)


def test_a_large_load_leaves_the_index_of_words_out_and_makes_it_again():
    before = word_indexes()
    assert before == (connection.vendor == "postgresql")  # SQLite keeps its own by other means
    with full_text.left_out():
        assert word_indexes() == 0
        make_article(title="Khởi công cầu Bạch Sa")
    assert word_indexes() == before
    assert found("bach sa")


def test_an_index_that_a_killed_load_has_left_out_is_made_again():
    before = word_indexes()
    full_text.remove()
    call_command("reindex", verbosity=0)
    assert word_indexes() == before
