"""Articles as cards show them: all of a page in one query."""

from collections.abc import Iterable

from django.db.models import QuerySet

from categories.tree import Tree
from news.models import Article
from portal.core.prepared import PreparedRows


def load(numbers: Iterable[int], tree: Tree) -> dict[int, Article]:
    """Return articles by their numbers, the body left in the database.

    Their categories are those of `tree`, which the page has read anyway: a join less, and an
    object less for each card.
    """
    chosen = sorted(set(numbers))
    articles = {article.pk: article for article in _CARDS(chosen)} if chosen else {}
    for article in articles.values():
        article.category = tree.nodes[article.category_id].category
    return articles


def _cards(numbers: list[int]) -> QuerySet[Article]:
    rows = Article.objects.select_related("lead_image")
    return rows.defer("body", "note", "corrections_data").filter(pk__in=numbers).order_by()


_CARDS = PreparedRows(Article, _cards, list)
