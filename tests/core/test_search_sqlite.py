"""The full-text tables stay equal to the entries, whoever writes them."""

import pytest
from django.db import connection, transaction

from portal.core.search.models import SearchEntry
from tests.factories import make_article
from tests.searching import found

pytestmark = pytest.mark.django_db


def check_integrity() -> None:
    """Let SQLite compare its index with the table; PostgreSQL's index needs no help."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO search_words(search_words, rank) VALUES('integrity-check', 1)"
            )


def finds(word: str) -> bool:
    check_integrity()
    return bool(found(word))


def test_an_update_of_rows_reaches_the_words():
    make_article(title="Cầu")
    SearchEntry.objects.update(title="ham chui", words="ham chui")
    assert finds("ham")
    assert not finds("cau")


def test_saving_a_row_reaches_the_words():
    make_article(title="Cầu")
    entry = SearchEntry.objects.get()
    entry.title = entry.words = "ham chui"
    entry.save()
    assert finds("ham")
    assert not finds("cau")


def test_deleting_rows_takes_their_words_along():
    make_article(title="Cầu")
    SearchEntry.objects.all().delete()
    assert not finds("cau")


def test_a_change_of_status_leaves_the_words():
    make_article(title="Cầu")
    SearchEntry.objects.update(status="withdrawn")
    assert finds("cau")


def test_an_upsert_replaces_the_words():
    make_article(title="Cầu")
    entry = SearchEntry.objects.get()
    twin = SearchEntry(content_type=entry.content_type, object_id=entry.object_id)
    twin.title = twin.words = "ham chui"
    SearchEntry.objects.bulk_create(
        [twin],
        update_conflicts=True,
        unique_fields=["content_type", "object_id"],
        update_fields=["title", "words"],
    )
    assert finds("ham")
    assert not finds("cau")


def test_rolling_back_leaves_the_index_whole():
    make_article(title="Cầu")

    def write_and_fail() -> None:
        with transaction.atomic():
            SearchEntry.objects.update(title="ham chui", words="ham chui")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    assert finds("cau")
    assert not finds("ham")
