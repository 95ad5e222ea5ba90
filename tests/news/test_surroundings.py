"""What stands around an article: neighbours on both sides, and the sidebar, in two queries."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from categories.tree import Tree
from news.blocks import with_sidebar
from news.models import Rank
from news.surroundings import NEWER, OLDER, surroundings
from portal.core.content import State
from tests.crowds import make_more
from tests.factories import make_article, make_category, make_superuser

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 20, 5, tzinfo=UTC)


@pytest.fixture
def row():
    """Five articles of one category; the middle three were published at one moment."""
    category, by = make_category(), make_superuser()
    return [
        make_article(by=by, category=category, at=NOON + timedelta(minutes=minutes))
        for minutes in (-1, 0, 0, 0, 1)
    ]


def test_every_other_article_is_either_newer_or_older(row):
    for place, article in enumerate(row):
        around = surroundings(article, Tree())
        assert around.newer == row[place + 1 :][:NEWER][::-1], place
        assert around.older == row[:place][::-1], place


def test_only_the_nearest_stand_there():
    oldest = make_article(at=NOON)
    row = [oldest, *make_more(oldest, 10)]
    around = surroundings(row[5], Tree())
    assert around.newer == row[6 : 6 + NEWER][::-1]
    assert around.older == row[5 - OLDER : 5][::-1]


@pytest.mark.parametrize("state", [State.DRAFT, State.SCHEDULED, State.EXPIRED, State.WITHDRAWN])
def test_neighbours_are_public_ones_of_the_same_category_only(row, state):
    article = row[2]
    make_article(at=NOON)
    at = timezone.now() + timedelta(days=1) if state is State.SCHEDULED else NOON
    make_article(state, category=article.category, at=at)
    around = surroundings(article, Tree())
    assert {*around.newer, *around.older} == {*row} - {article}


def test_an_article_of_two_categories_is_one_neighbour():
    one, two = make_category(), make_category()
    before = make_article(category=one, further=(two,))
    article = make_article(category=one, further=(two,))
    assert surroundings(article, Tree()).older == [before]


@pytest.mark.parametrize("is_beside", [True, False])
def test_the_sidebar_is_that_of_other_pages(row, is_beside, django_assert_num_queries):
    """Whether or not the article's own category stands in it, and its neighbours with it."""
    own = row[0].category
    own.show_in_sidebar, own.sidebar_position = is_beside, 2
    own.save()
    for position in (3, 1):
        other = make_category(show_in_sidebar=True, sidebar_position=position)
        make_article(category=other)
        make_article(category=other)
    tree = Tree()
    with django_assert_num_queries(2):
        around = surroundings(row[0], tree)
    assert around.sidebar == with_sidebar([], tree)[1]
    assert len(around.sidebar) == 2 + is_beside


def test_the_most_read_stand_beside_it_without_itself_and_what_is_gone(row):
    now = timezone.now()
    gone = make_article(State.WITHDRAWN)
    for reads, article in ((9, gone), (7, row[1]), (7, row[3]), (5, row[0]), (8, row[2])):
        Rank.objects.create(article=article, reads=reads, counted_at=now)
    around = surroundings(row[2], Tree())
    assert around.most_read == [row[3], row[1], row[0]]
