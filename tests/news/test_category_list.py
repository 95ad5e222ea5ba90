"""The page of a category: its articles and years, by queries that are written once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from news.category_list import CategoryList
from news.models import Article
from portal.core.content import State
from portal.core.paging import MAX_PAGES, PAGE_SIZE
from tests.factories import make_article, make_category, make_superuser

pytestmark = pytest.mark.django_db

NEW_YEAR = datetime(2025, 12, 31, 17, tzinfo=UTC)
"""Midnight in Vietnam."""
SECOND = timedelta(seconds=1)


def test_it_holds_what_the_list_of_articles_holds(django_assert_num_queries):
    by, category = make_superuser(), make_category()
    for minutes in (3, 1, 2, 1):
        at = NEW_YEAR + timedelta(minutes=minutes)
        make_article(by=by, category=category, at=at)
    for state in (State.DRAFT, State.SCHEDULED, State.WITHDRAWN, State.EXPIRED):
        make_article(state, by=by, category=category)
    make_article(by=by)
    expected = [each.pk for each in Article.objects.published().in_category(category)]
    listed = CategoryList(category)
    with django_assert_num_queries(3):
        assert len(listed) == len(expected) == 4
        assert listed[0:20] == expected
        assert listed[1:3] == expected[1:3]
        assert listed.years == [2026]
    assert listed[2] == expected[2]


def test_a_span_has_its_first_moment_and_not_its_last():
    by, category = make_superuser(), make_category()
    before, first, last = (
        make_article(by=by, category=category, at=at).pk
        for at in (NEW_YEAR - SECOND, NEW_YEAR, NEW_YEAR + timedelta(days=31) - SECOND)
    )
    after = make_article(by=by, category=category, at=NEW_YEAR + timedelta(days=31)).pk
    january = CategoryList(category, NEW_YEAR, NEW_YEAR + timedelta(days=31))
    assert (len(january), january[0:9]) == (2, [last, first])
    assert CategoryList(category, NEW_YEAR)[0:9] == [after, last, first]
    assert CategoryList(category, None, NEW_YEAR)[0:9] == [before]


def test_years_are_those_of_vietnam_and_of_the_whole_category():
    by, category = make_superuser(), make_category()
    make_article(by=by, category=category, at=NEW_YEAR)
    make_article(by=by, category=category, at=NEW_YEAR - timedelta(days=600))
    assert CategoryList(category, NEW_YEAR, NEW_YEAR + SECOND).years == [2026, 2025, 2024]


def test_an_empty_category_has_no_years():
    listed = CategoryList(make_category())
    assert (len(listed), listed[0:20], listed.years) == (0, [], [])


def test_more_than_the_pages_reach_is_not_counted(monkeypatch):
    monkeypatch.setattr("news.category_list._REACHED", 2)
    by, category = make_superuser(), make_category()
    for hours in range(4):
        at = timezone.now() - timedelta(hours=1 + hours)
        make_article(by=by, category=category, at=at)
    from news import category_list
    from news.models import Placement
    from portal.core.prepared import Prepared

    kinds = (datetime, int, datetime, datetime)
    monkeypatch.setattr(category_list, "_FACTS", Prepared(Placement, category_list._facts, *kinds))
    assert len(CategoryList(category)) == 3
    assert MAX_PAGES * PAGE_SIZE == 1_000
