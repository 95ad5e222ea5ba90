"""What stands on the home page, section by section."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from categories.tree import Tree
from news import cards
from news.blocks import Chosen, blocks_of, newest_numbers
from news.models import Article
from portal.core.prepared import Prepared, PreparedRows
from portal.front.models import HomeSection, SectionKind, TaskLink

LEAD_RELATED, SECONDARY = 2, 2
_HEAD = 1 + LEAD_RELATED + SECONDARY


def home_sections(tree: Tree) -> list[dict[str, Any]]:
    """Return the context of each section that has something to show, in the editors' order.

    No article stands twice above the category blocks, and what stands large above does not
    stand again as the first of a block.  Numbers are found first, by short queries; then one
    query loads the articles of the whole page.
    """
    rows = _SECTIONS()
    counts = {row.kind: row.count for row in rows}
    now = timezone.now()
    head, newest = _top(now, counts)
    blocks = _blocks(tree, now, counts, large=[*head[:1], *head[1 : 1 + SECONDARY]])
    most_read = _most_read(now, counts, _above_blocks(rows, [*head, *newest]))
    in_blocks = [number for _, numbers in blocks for number in numbers]
    articles = cards.load([*head, *newest, *in_blocks, *most_read], tree)

    def found(numbers: list[int]) -> list[Article]:
        return [articles[number] for number in numbers if number in articles]

    makers: dict[str, Callable[[], dict[str, Any]]] = {
        SectionKind.TOP: lambda: _top_stories(found(head), found(newest)),
        SectionKind.TASKS: lambda: {"tasks": _TASKS()},
        SectionKind.CATEGORIES: lambda: {"blocks": blocks_of(blocks, articles)},
        SectionKind.MOST_READ: lambda: {"most_read": found(most_read)},
    }
    made = [(row.kind, makers[row.kind]()) for row in rows]
    return [{"kind": kind, **context} for kind, context in made if any(context.values())]


def _top_stories(head: list[Article], newest: list[Article]) -> dict[str, Any]:
    """The lead with two related, two second ones, and the newest."""
    return {
        "lead": head[0] if head else None,
        "secondary": head[1 : 1 + SECONDARY],
        "lead_related": head[1 + SECONDARY :],
        "newest": newest,
    }


def _top(now: datetime, counts: dict[str, int]) -> tuple[list[int], list[int]]:
    """Return what stands large, featured before new, and the newest of the rest."""
    count = counts.get(SectionKind.TOP)
    if count is None:
        return [], []
    newest = _numbers(_newest_first(_HEAD + count)(now))
    head = list(dict.fromkeys([*_numbers(_FEATURED(now)), *newest]))[:_HEAD]
    return head, [number for number in newest if number not in head][:count]


def _blocks(tree: Tree, now: datetime, counts: dict[str, int], large: list[int]) -> list[Chosen]:
    return newest_numbers(tree, now, exclude=large) if SectionKind.CATEGORIES in counts else []


def _most_read(now: datetime, counts: dict[str, int], exclude: list[int]) -> list[int]:
    count = counts.get(SectionKind.MOST_READ)
    if count is None:
        return []
    numbers = _numbers(_most_read_first(count + len(exclude))(now))
    return [number for number in numbers if number not in exclude][:count]


def _above_blocks(rows: list[HomeSection], top: list[int]) -> list[int]:
    """Return what the list of the most read must leave out, if it stands above the blocks."""
    kinds = [row.kind for row in rows]
    both = {SectionKind.CATEGORIES, SectionKind.MOST_READ} <= set(kinds)
    if both and kinds.index(SectionKind.MOST_READ) < kinds.index(SectionKind.CATEGORIES):
        return top
    return []


def _numbers(rows: list[tuple[Any, ...]]) -> list[int]:
    return [number for (number,) in rows]


def _featured(now: datetime) -> QuerySet[Article, Any]:
    return Article.objects.published(now).featured(now)[:_HEAD].values_list("pk")


_FEATURED = Prepared(Article, _featured, datetime)
_SECTIONS = PreparedRows(HomeSection, lambda: HomeSection.objects.filter(is_shown=True))
_TASKS = PreparedRows(TaskLink, lambda: TaskLink.objects.all())


@cache
def _newest_first(limit: int) -> Prepared:
    def build(now: datetime) -> QuerySet[Article, Any]:
        return Article.objects.published(now).newest_first()[:limit].values_list("pk")

    return Prepared(Article, build, datetime)


@cache
def _most_read_first(limit: int) -> Prepared:
    def build(now: datetime) -> QuerySet[Article, Any]:
        return Article.objects.published(now).most_read()[:limit].values_list("pk")

    return Prepared(Article, build, datetime)
