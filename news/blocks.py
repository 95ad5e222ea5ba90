"""Blocks of the newest articles per category, in two queries however many categories."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from categories.models import Category
from news.models import Article, Placement
from portal.core.content import State


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
    def lead(self) -> Article:
        """The one that is shown large."""
        return self.articles[0]

    @cached_property
    def rest(self) -> list[Article]:
        """The ones under the lead."""
        return self.articles[1:]


def newest_blocks(
    categories: QuerySet[Category], count: int, *, exclude: Iterable[int] = ()
) -> list[Block]:
    """Return a block of the `count` newest published articles for each of `categories`.

    Categories without any are left out, and so are the articles numbered `exclude`.  The
    numbers are found by one query with `count` index look-ups per category: SQLite cannot
    slice the parts of a UNION, and a window function would read the whole archive.
    """
    excluded = list(exclude)
    slots = [f"slot_{n}" for n in range(count + len(excluded))]
    now = timezone.now()
    newest = (
        Placement.objects.filter(
            State.LIVE.condition(now, prefix="article__"),
            category=OuterRef("pk"),
            listed_at__lte=now,  # not even read: what is scheduled
        )
        .order_by("-listed_at", "-article")
        .values("article")
    )
    rows = categories.annotate(
        **{slot: Subquery(newest[n : n + 1]) for n, slot in enumerate(slots)}
    )
    chosen: list[tuple[Category, list[int]]] = []
    for category in rows:
        numbers = [n for slot in slots if (n := getattr(category, slot)) and n not in excluded]
        chosen.append((category, numbers[:count]))
    articles = (
        Article.objects.published()
        .for_cards()
        .in_bulk({number for _, numbers in chosen for number in numbers})
    )
    return [
        Block(category, found)
        for category, numbers in chosen
        if (found := [articles[number] for number in numbers if number in articles])
    ]


def sidebar_blocks() -> list[Block]:
    """Return the sidebar: one headline for each category that the administrator put there."""
    return newest_blocks(Category.objects.in_sidebar(), 1)
