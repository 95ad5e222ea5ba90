"""Blocks of the newest articles per category, on the home page and in the sidebar."""

from datetime import timedelta

import pytest
from django.utils import timezone

from categories.models import Category
from categories.tree import Tree
from news import cards
from news.blocks import blocks_of, newest_numbers, with_sidebar
from portal.core.content import State
from tests.crowds import make_more
from tests.factories import make_article, make_category, make_superuser

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    """Somebody who writes everything here."""
    return make_superuser()


@pytest.fixture
def filled(by):
    """Three categories on the home page with five, one and no articles."""
    Category.objects.update(show_on_home=False, show_in_sidebar=False)
    fields = {"show_on_home": True, "show_in_sidebar": True}
    many, one, none = (
        make_category(name, home_position=place, sidebar_position=-place + 3, **fields)
        for place, name in enumerate(("Nhiều", "Một", "Không"), start=1)
    )
    oldest = make_article(by=by, category=many)
    articles = [oldest, *make_more(oldest, 4, step=timedelta(seconds=1))]
    return many, one, none, articles[::-1], make_article(by=by, category=one)


def newest_blocks(exclude=()):
    """Return the blocks as the home page puts them together."""
    tree = Tree()
    chosen = newest_numbers(tree, timezone.now(), exclude=exclude)
    return blocks_of(chosen, cards.load([n for _, numbers in chosen for n in numbers], tree))


def blocks_with(count: int, **options):
    """Return the blocks when every category gives room for `count` articles."""
    Category.objects.update(home_count=count)
    return newest_blocks(**options)


def shown(blocks):
    """Return the names of the categories with their articles."""
    return [(block.category.name, block.articles) for block in blocks]


def test_each_block_has_the_newest_and_a_category_without_any_has_no_block(filled):
    _, _, _, newest, only = filled
    blocks = blocks_with(3)
    assert shown(blocks) == [("Nhiều", newest[:3]), ("Một", [only])]
    assert (blocks[0].lead, blocks[0].rest) == (newest[0], newest[1:3])
    assert (blocks[1].lead, blocks[1].rest) == (only, [])


def test_the_sidebar_has_the_newest_of_each_in_its_own_order(filled):
    _, _, _, newest, only = filled
    assert [(b.category.name, b.article) for b in with_sidebar([], Tree())[1]] == [
        ("Một", only),
        ("Nhiều", newest[0]),
    ]


def test_what_is_excluded_gives_way_to_the_next(filled):
    _, _, _, newest, only = filled
    exclude = [newest[0].pk, newest[2].pk, only.pk]
    blocks = blocks_with(3, exclude=exclude)
    assert shown(blocks) == [("Nhiều", [newest[1], newest[3], newest[4]])]


def test_each_block_has_as_many_as_its_category_says(filled):
    many, one, _, newest, only = filled
    Category.objects.filter(pk=many.pk).update(home_count=2)
    Category.objects.filter(pk=one.pk).update(home_count=10)
    blocks = newest_blocks()
    assert shown(blocks) == [("Nhiều", newest[:2]), ("Một", [only])]


@pytest.mark.parametrize(("days", "is_shown"), [(None, True), (8, True), (7, True), (6, False)])
def test_a_block_without_news_for_its_number_of_days_drops_out(by, days, is_shown):
    Category.objects.update(show_on_home=False)
    category = make_category("Im ắng", show_on_home=True, home_days=days)
    almost_a_week = timedelta(days=7) - timedelta(minutes=1)
    make_article(by=by, category=category, at=timezone.now() - almost_a_week)
    names = [block.category.name for block in newest_blocks()]
    assert names == ["Im ắng"] * is_shown


def test_blocks_cost_three_queries_however_many_categories(filled, by, django_assert_num_queries):
    for _ in range(3):
        make_article(by=by, category=make_category(show_on_home=True))
    Category.objects.update(home_count=4)
    with django_assert_num_queries(3):
        blocks = newest_blocks(exclude=[filled[3][0].pk])
        titles = [article.title for block in blocks for article in block.articles]
    assert len(titles) == 4 + 1 + 3


@pytest.mark.parametrize("state", [state for state in State if state is not State.LIVE])
def test_only_live_articles_stand_in_blocks(filled, by, state):
    many, _, none, newest, _ = filled
    make_article(state, by=by, category=none)
    make_article(state, by=by, category=many)
    blocks = blocks_with(1)
    assert [block.category.name for block in blocks] == ["Nhiều", "Một"]
    assert blocks[0].articles == newest[:1]


def test_an_article_of_a_child_category_stands_in_the_block_above(filled, by):
    _, _, none, _, _ = filled
    article = make_article(by=by, category=make_category(parent=none))
    assert ("Không", [article]) in shown(blocks_with(2))


def test_no_categories_give_no_blocks(db):
    Category.objects.update(show_on_home=False)
    assert newest_blocks() == []
