"""Queries whose SQL is written once: the same rows as Django's own, for any values."""

from datetime import datetime, timedelta

import pytest
from django.db import connection, connections
from django.db.models import Q, QuerySet
from django.utils import timezone

from news.models import Article
from portal.core.content import State
from portal.core.prepared import Prepared, PreparedRows
from tests.factories import make_article, make_category, make_superuser

pytestmark = pytest.mark.django_db


def newer(at: datetime | None, category: int, but: int) -> QuerySet:
    """Return the numbers of what a category has after a moment."""
    rows = Article.objects.filter(~Q(pk=but), published_at__gt=at, category=category)
    return rows.order_by("pk").values_list("pk", "version")


def test_any_values_give_the_rows_that_django_gives(django_assert_num_queries):
    by, category, now = make_superuser(), make_category(), timezone.now()
    made = [make_article(State.LIVE, by=by, category=category) for _ in range(4)]
    prepared = Prepared(Article, newer, datetime, int, int)
    for values in (
        (now - timedelta(days=60), category.pk, made[1].pk),
        (made[1].published_at, category.pk, made[3].pk),
        (now, category.pk, 0),
        (now - timedelta(days=60), 0, 0),
    ):
        with django_assert_num_queries(1):
            rows = prepared(*values)
        assert [tuple(row) for row in rows] == list(newer(*values))


def test_the_sql_is_written_once():
    written = []

    def build(at: datetime) -> QuerySet:
        written.append(at)
        return Article.objects.filter(published_at__gt=at).values_list("pk")

    prepared = Prepared(Article, build, datetime)
    for _ in range(3):
        prepared(timezone.now())
    assert len(written) == 1


def by_numbers(numbers: list[int], but: int) -> QuerySet[Article]:
    """Return articles with their category, the body left out."""
    rows = Article.objects.select_related("category").defer("body")
    return rows.filter(pk__in=numbers).exclude(pk=but).order_by("pk")


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5])
def test_rows_are_those_that_django_gives_for_any_number_of_numbers(
    count, django_assert_num_queries
):
    by, category = make_superuser(), make_category()
    made = [make_article(State.LIVE, by=by, category=category).pk for _ in range(5)]
    prepared = PreparedRows(Article, by_numbers, list, int)
    asked = made[5 - count :]  # none of the others may come along
    for but in (0, made[-1]):
        with django_assert_num_queries(1):
            rows = prepared(asked, but)
            assert [row.category.name for row in rows] == [category.name] * len(rows)
        assert rows == list(by_numbers(asked, but))
        assert all(row.get_deferred_fields() == {"body"} for row in rows)


def test_two_calls_share_no_row():
    article = make_article(State.LIVE)
    prepared = PreparedRows(Article, lambda pk: Article.objects.filter(pk=pk), int)
    first, second = prepared(article.pk)[0], prepared(article.pk)[0]
    assert first == second
    assert first is not second


def named() -> set[str]:
    """Return the statements that this connection's server has by name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return {statement for (statement,) in cursor.fetchall()}


@pytest.mark.only_database("postgres")
def test_postgresql_is_given_a_statement_once_for_each_connection():
    article = make_article(State.LIVE)
    prepared = PreparedRows(Article, lambda pk: Article.objects.filter(pk=pk, title="%"), int)
    before = named()
    assert prepared(article.pk) == prepared(0) == []
    new = named() - before
    assert len(new) == 1
    assert "= '%'" in new.pop()


@pytest.mark.only_database("postgres")
def test_what_a_value_decides_is_planned_with_the_value():
    before = named()
    assert Prepared(Article, newer, datetime, int, int)(timezone.now(), 1, 1) == []
    assert named() == before


@pytest.mark.only_database("postgres")
def test_a_connection_for_one_request_is_given_no_names(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    before = named()
    assert PreparedRows(Article, lambda pk: Article.objects.filter(pk=pk), int)(0) == []
    assert named() == before


@pytest.mark.only_database("postgres")
def test_a_connection_that_broke_between_two_requests_is_given_the_names_anew(monkeypatch):
    own = connections["default"]
    for name, value in (("CONN_MAX_AGE", 60), ("CONN_HEALTH_CHECKS", True)):
        monkeypatch.setitem(own.settings_dict, name, value)
    prepared = PreparedRows(Article, lambda pk: Article.objects.filter(pk=pk), int)
    other = connections["default"] = own.copy()
    try:
        other.connect()
        assert prepared(0) == []
        with own.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(%s, 5000)", [other.connection.info.backend_pid]
            )
        other.close_if_unusable_or_obsolete()  # as at the end of a request
        assert prepared(0) == []
    finally:
        other.close()
        connections["default"] = own
