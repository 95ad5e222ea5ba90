"""Queries whose SQL is written once: the same rows as Django's own, for any values."""

from datetime import datetime, timedelta

import pytest
from django.db.models import Q, QuerySet
from django.utils import timezone

from news.models import Article
from portal.core.content import State
from portal.core.prepared import Prepared
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
