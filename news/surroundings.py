"""What stands around an article: its neighbours, the sidebar and the most read, in two queries."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, IntegerField, Q, QuerySet, Value
from django.utils import timezone

from categories.tree import Tree
from news import cards
from news.blocks import Block, sidebar_newest, sidebar_of
from news.models import Article, Placement, Rank
from portal.core.content import State
from portal.core.prepared import Prepared

NEWER, OLDER = 3, 4
"""How many neighbours stand under an article on either side."""
MOST_READ = 5
"""How many of the most read stand beside an article."""
_NEWER, _OLDER, _SIDEBAR, _READ = range(4)


@dataclass(frozen=True)
class Surroundings:
    """The nearest articles of the same category on both sides, newest first; what stands beside."""

    newer: list[Article]
    older: list[Article]
    sidebar: list[Block]
    most_read: list[Article]


def surroundings(article: Article, tree: Tree) -> Surroundings:
    """Return what stands around `article`, which has a date of publication.

    One query finds the numbers, another loads the articles; their categories are in `tree`.
    """
    found = _NUMBERS(timezone.now(), article.published_at, article.pk, article.category_id)
    articles = cards.load([number for _, _, number, _ in found], tree)
    reads = {number: times for kind, _, number, times in found if kind == _READ}

    def newest_first(kind: int) -> list[Article]:
        chosen = [articles[number] for each, _, number, _ in found if each == kind]
        return sorted(chosen, key=_age, reverse=True)

    return Surroundings(
        newer=newest_first(_NEWER),
        older=newest_first(_OLDER),
        sidebar=sidebar_of(tree, {c: a for kind, c, a, _ in found if kind == _SIDEBAR}, articles),
        # Sorting keeps the order of those that were read alike.
        most_read=sorted(newest_first(_READ), key=lambda each: -reads[each.pk]),
    )


def _age(article: Article) -> tuple[Any, int]:
    return article.published_at, article.pk


def _numbers(now: datetime, at: datetime, pk: int, category: int) -> QuerySet[Any, Any]:
    """Return rows of kind, category, article and readings; see `_NUMBERS`.

    SQLite cannot slice the parts of a union: each part is wrapped.
    """
    nothing = Value(0, output_field=IntegerField())
    newer = _beside(now, at, pk, category, "gt")[:NEWER]
    older = _beside(now, at, pk, category, "lt")[:OLDER]
    entries = {_NEWER: newer.values("pk"), _OLDER: older.values("pk")}
    entries[_SIDEBAR] = sidebar_newest(now).values("pk")
    parts = [
        Placement.objects.filter(pk__in=numbers)
        .annotate(kind=_kind(kind), reads=nothing)
        .values_list("kind", "category_id", "article_id", "reads")
        for kind, numbers in entries.items()
    ]
    read = Rank.objects.filter(pk__in=_most_read(now, pk)[:MOST_READ].values("pk"))
    read = read.annotate(kind=_kind(_READ), category_id=nothing)
    return parts[0].union(
        *parts[1:], read.values_list("kind", "category_id", "article_id", "reads"), all=True
    )


def _kind(kind: int) -> Value:
    return Value(kind, output_field=IntegerField())


def _beside(now: datetime, at: datetime, pk: int, category: int, side: str) -> QuerySet[Placement]:
    """Return the entries on one side, the nearest first; the index starts at the article's date."""
    towards = "" if side == "gt" else "-"
    return Placement.objects.filter(
        State.LIVE.condition(now, prefix="article__"),
        Q(**{f"listed_at__{side}": at}) | Q(**{"listed_at": at, f"article__{side}": pk}),
        category=category,
        # On the older side both keys are one, and the nearer bound wins.
        **{"listed_at__lte": now, f"listed_at__{side}e": at},
    ).order_by(f"{towards}listed_at", f"{towards}article")


def _most_read(now: datetime, pk: int) -> QuerySet[Rank]:
    """Return the ranks of the live articles but `pk`, the most read first."""
    live = Rank.objects.filter(State.LIVE.condition(now, prefix="article__"), ~Q(article=pk))
    return live.order_by("-reads", F("article__published_at").desc(), "-article")


_NUMBERS = Prepared(Placement, _numbers, datetime, datetime, int, int, is_planned_once=True)
"""The numbers of all that stands around the article `pk` of `category`, published `at`."""
