"""Blocks of the newest articles per category, in two queries however many categories."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.utils import timezone

from categories.models import Category
from news.models import Article, Placement
from portal.core.content import State

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


def newest_blocks(categories: QuerySet[Category], *, exclude: Iterable[int] = ()) -> list[Block]:
    """Return a block of the newest published articles for each of `categories`.

    How many, and after how many days without a new one a block drops out, the category says.
    Categories without any are left out, and so are the articles numbered `exclude`.  The
    numbers are found by one query with an index look-up for each place to fill: SQLite cannot
    slice the parts of a UNION, and a window function would read the whole archive.
    """
    excluded = list(exclude)
    most = categories.order_by().aggregate(most=Max("home_count"))["most"] or 0
    slots = [f"slot_{n}" for n in range(most + len(excluded))]
    newest = newest_entries(timezone.now()).values("article")
    rows = categories.annotate(
        **{slot: Subquery(newest[n : n + 1]) for n, slot in enumerate(slots)}
    )
    chosen: list[tuple[Category, list[int]]] = []
    for category in rows:
        numbers = [n for slot in slots if (n := getattr(category, slot)) and n not in excluded]
        chosen.append((category, numbers[: category.home_count]))
    articles = (
        Article.objects.published()
        .for_cards()
        .in_bulk({number for _, numbers in chosen for number in numbers})
    )
    blocks = [
        Block(category, found)
        for category, numbers in chosen
        if (found := [articles[number] for number in numbers if number in articles])
    ]
    return [block for block in blocks if not block.is_silent]


def sidebar_blocks() -> list[Block]:
    """Return the sidebar: one headline for each category that the administrator put there.

    One query: each category looks up its newest entry, and the entries bring their articles.
    """
    chosen = sidebar_newest(timezone.now()).select_related(
        "category", "article__category", "article__lead_image"
    )
    by_position = chosen.order_by("category__sidebar_position", "category")
    return [
        Block(entry.category, [entry.article])
        for entry in by_position.defer(
            "article__body", "article__note", "article__corrections_data"
        )
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
