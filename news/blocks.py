"""Blocks of the newest articles per category, in two queries however many categories.

One query finds the numbers of all, another loads the articles.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, cached_property
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from categories.models import Category
from categories.tree import Tree
from news import cards
from news.models import Article, Placement
from portal.core.content import State
from portal.core.prepared import Prepared

MOST_EXCLUDED = 5
"""Articles at most that a page shows elsewhere and leaves out of its blocks."""


@dataclass
class Block:
    """A category with its newest articles; never without any."""

    category: Category
    articles: list[Article]

    @property
    def article(self) -> Article:
        """The newest."""
        return self.articles[0]

    @property
    def is_silent(self) -> bool:
        """Whether the category has had nothing new for longer than it allows itself."""
        days, newest = self.category.home_days, self.article.published_at
        return bool(days and newest and newest < timezone.now() - timedelta(days=days))

    @property
    def lead(self) -> Article:
        """The one that is shown large."""
        return self.articles[0]

    @cached_property
    def rest(self) -> list[Article]:
        """The ones under the lead."""
        return self.articles[1:]


Chosen = tuple[Category, list[int]]
"""A category with the numbers of the articles that its block is to show."""


def next_silence(now: datetime) -> datetime | None:
    """Return the next moment at which a category may drop out of the home page for its silence.

    What stands large above the blocks is not in them, so it may be one of several articles whose
    age decides; all of them are looked at, which at worst makes a page anew in vain.
    """
    newest = newest_entries(now).values("listed_at")
    slots = {f"slot_{n}": Subquery(newest[n : n + 1]) for n in range(1 + MOST_EXCLUDED)}
    rows = Category.objects.on_home().filter(home_days__isnull=False).annotate(**slots)
    ends = [
        listed_at + timedelta(days=days)
        for days, *dates in rows.values_list("home_days", *slots)
        for listed_at in filter(None, dates)
    ]
    return min((end for end in ends if end > now), default=None)


def newest_numbers(tree: Tree, now: datetime, *, exclude: Iterable[int] = ()) -> list[Chosen]:
    """Return each category of the home page with the numbers of its newest articles.

    How many, the category says; the articles numbered `exclude` give way to the next.
    """
    excluded = set(exclude)
    categories = tree.on_home()
    if not categories:
        return []
    count = max(category.home_count for category in categories) + len(excluded)
    found = {pk: newest for pk, *newest in _newest_numbers(count)(now)}
    return [
        (each, [n for n in found.get(each.pk, []) if n and n not in excluded][: each.home_count])
        for each in categories
    ]


def blocks_of(chosen: Iterable[Chosen], articles: Mapping[int, Article]) -> list[Block]:
    """Return the blocks, without those of categories that have no article or are silent."""
    blocks = [
        Block(category, shown)
        for category, numbers in chosen
        if (shown := [articles[number] for number in numbers if number in articles])
    ]
    return [block for block in blocks if not block.is_silent]


@cache
def _newest_numbers(count: int) -> Prepared:
    """Return the query for each category of the home page and its `count` newest articles.

    One query with an index look-up for each place to fill: SQLite cannot slice the parts of a
    UNION, and a window function would read the whole archive.
    """

    def build(now: datetime) -> QuerySet[Category, Any]:
        newest = newest_entries(now).values("article")
        slots = {f"slot_{n}": Subquery(newest[n : n + 1]) for n in range(count)}
        rows = Category.objects.filter(show_on_home=True).order_by()
        return rows.annotate(**slots).values_list("pk", *slots)

    return Prepared(Category, build, datetime, is_planned_once=True)


def with_sidebar(numbers: Iterable[int], tree: Tree) -> tuple[list[Article], list[Block]]:
    """Return the articles of these numbers, in their order, and the sidebar beside them.

    The sidebar is one headline for each category that the administrator put there.
    """
    wanted = list(numbers)
    newest = dict(_SIDEBAR(timezone.now()))
    articles = cards.load([*wanted, *newest.values()], tree)
    listed = [articles[number] for number in wanted if number in articles]
    return listed, sidebar_of(tree, newest, articles)


def sidebar_of(
    tree: Tree, newest: Mapping[int, int], articles: Mapping[int, Article]
) -> list[Block]:
    """Return the sidebar of the numbers that each of its categories has for its newest article."""
    return [
        Block(category, [articles[newest[category.pk]]])
        for category in tree.in_sidebar()
        if newest.get(category.pk) in articles
    ]


def sidebar_newest(now: datetime) -> QuerySet[Placement]:
    """Return the newest entry of each category in the sidebar, in no order."""
    newest = newest_entries(now).values("pk")[:1]
    return Placement.objects.filter(
        pk__in=Category.objects.in_sidebar().order_by().values(newest=Subquery(newest))
    )


def newest_entries(now: datetime) -> QuerySet[Placement]:
    """Return the entries of the category of the outer query, from now on back."""
    return Placement.objects.filter(
        State.LIVE.condition(now, prefix="article__"),
        category=OuterRef("pk"),
        listed_at__lte=now,  # not even read: what is scheduled
    ).order_by("-listed_at", "-article")


_SIDEBAR = Prepared(
    Placement,
    lambda now: sidebar_newest(now).values_list("category_id", "article_id"),
    datetime,
    is_planned_once=True,
)
