"""What stands on the home page, section by section."""

from collections.abc import Callable
from typing import Any

from categories.models import Category
from news.blocks import newest_blocks
from news.models import Article
from portal.front.models import HomeSection, SectionKind, TaskLink

LEAD_RELATED, SECONDARY = 2, 2
_HEAD = 1 + LEAD_RELATED + SECONDARY
_LISTS = ("secondary", "lead_related", "newest")


def home_sections() -> list[dict[str, Any]]:
    """Return the context of each section that has something to show, in the editors' order.

    No article stands twice above the category blocks, and what stands large above does not
    stand again as the first of a block.
    """
    rows = list(HomeSection.objects.filter(is_shown=True))
    # The blocks must know what stands large, wherever the editors have put them.
    top: dict[str, Any] = next((_top(row) for row in rows if row.kind == SectionKind.TOP), {})
    large = [article.pk for article in (top.get("lead"), *top.get("secondary", ())) if article]
    makers: dict[str, Callable[[HomeSection], dict[str, Any]]] = {
        SectionKind.TOP: lambda section: top,
        SectionKind.TASKS: _tasks,
        SectionKind.CATEGORIES: lambda section: _categories(large),
        SectionKind.MOST_READ: lambda section: _most_read(section, _above_blocks(rows, top)),
    }
    made = [(row.kind, makers[row.kind](row)) for row in rows]
    return [{"kind": kind, **context} for kind, context in made if any(context.values())]


def _top(section: HomeSection) -> dict[str, Any]:
    """The lead with two related, two second ones, and the newest."""
    published = Article.objects.published().for_cards()
    featured = list(published.featured()[:_HEAD])
    newest = list(published.newest_first()[: _HEAD + section.count])
    head = list({article.pk: article for article in featured + newest}.values())[:_HEAD]
    shown = {article.pk for article in head}
    return {
        "lead": head[0] if head else None,
        "secondary": head[1 : 1 + SECONDARY],
        "lead_related": head[1 + SECONDARY :],
        "newest": [article for article in newest if article.pk not in shown][: section.count],
    }


def _tasks(section: HomeSection) -> dict[str, Any]:
    return {"tasks": list(TaskLink.objects.all())}


def _categories(exclude: list[int]) -> dict[str, Any]:
    return {"blocks": newest_blocks(Category.objects.on_home(), exclude=exclude)}


def _most_read(section: HomeSection, exclude: list[int]) -> dict[str, Any]:
    articles = Article.objects.published().for_cards().exclude(pk__in=exclude)
    return {"most_read": list(articles.most_read()[: section.count])}


def _above_blocks(rows: list[HomeSection], top: dict[str, Any]) -> list[int]:
    """Return what the list of the most read must leave out, if it stands above the blocks."""
    kinds = [row.kind for row in rows]
    blocks = SectionKind.CATEGORIES
    if blocks not in kinds or kinds.index(SectionKind.MOST_READ) > kinds.index(blocks):
        return []
    shown = [top.get("lead"), *(a for name in _LISTS for a in top.get(name, ()))]
    return [article.pk for article in shown if article]
