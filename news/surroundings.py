"""What stands around an article, in one query: its neighbours, and the sidebar."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from news.blocks import Block, sidebar_newest
from news.models import Article, Placement
from portal.core.content import State

NEWER, OLDER = 3, 4
"""How many neighbours stand under an article on either side."""


@dataclass(frozen=True)
class Surroundings:
    """The nearest articles of the same category on both sides, newest first; the sidebar."""

    newer: list[Article]
    older: list[Article]
    sidebar: list[Block]


def surroundings(article: Article) -> Surroundings:
    """Return what stands around `article`, which has a date of publication.

    All of it are entries of categories, so one query brings them; which entry is what, their
    dates say.  SQLite cannot slice the parts of a union: each part is wrapped.
    """
    now = timezone.now()
    nearest = [_beside(article, "gt", now)[:NEWER], _beside(article, "lt", now)[:OLDER]]
    parts = [Placement.objects.filter(pk__in=entries.values("pk")) for entries in nearest]
    wanted = sidebar_newest(now).values("pk").union(*(part.values("pk") for part in parts))
    entries = list(
        Placement.objects.filter(pk__in=wanted)
        .select_related("category", "article__category", "article__lead_image")
        .defer("article__body", "article__note", "article__corrections_data")
        .order_by("-listed_at", "-article")
    )
    own = [entry for entry in entries if entry.category_id == article.category_id]
    after = [entry.article for entry in own if _key(entry) > (article.published_at, article.pk)]
    before = [entry.article for entry in own if _key(entry) < (article.published_at, article.pk)]
    return Surroundings(after[-NEWER:], before[:OLDER], _blocks(entries))


def _beside(article: Article, side: str, now: datetime) -> QuerySet[Placement]:
    """Return the entries on one side, the nearest first; the index starts at the article's date."""
    towards = "" if side == "gt" else "-"
    return Placement.objects.filter(
        State.LIVE.condition(now, prefix="article__"),
        Q(**{f"listed_at__{side}": article.published_at})
        | Q(**{"listed_at": article.published_at, f"article__{side}": article.pk}),
        category=article.category_id,
        # On the older side both keys are one, and the nearer bound wins.
        **{"listed_at__lte": now, f"listed_at__{side}e": article.published_at},
    ).order_by(f"{towards}listed_at", f"{towards}article")


def _key(entry: Placement) -> tuple[datetime | None, int]:
    return entry.listed_at, entry.article_id


def _blocks(entries: list[Placement]) -> list[Block]:
    """Return the blocks of the sidebar from `entries`, which are sorted newest first."""
    newest: dict[int, Placement] = {}
    for entry in entries:
        if entry.category.show_in_sidebar:
            newest.setdefault(entry.category_id, entry)
    chosen = sorted(newest.values(), key=lambda e: (e.category.sidebar_position, e.category_id))
    return [Block(entry.category, [entry.article]) for entry in chosen]
