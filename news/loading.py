"""An article as its page shows it, by queries that are written once."""

from django.db.models import QuerySet

from news.models import Article, ArticleTag, Byline
from portal.core.prepared import PreparedRows


def article_numbered(pk: int) -> Article | None:
    """Return the article with its category, picture, authors and tags, in three queries."""
    found = _ARTICLE(pk)
    if not found:
        return None
    article = found[0]
    article.links_at_hand = {"bylines": _BYLINES(pk), "article_tags": _TAGS(pk)}
    return article


def _article(pk: int) -> QuerySet[Article]:
    return Article.objects.select_related("category", "lead_image").filter(pk=pk)


def _bylines(article: int) -> QuerySet[Byline]:
    rows = Byline.objects.select_related("author").filter(article=article)
    return rows.order_by("position", "pk")


def _tags(article: int) -> QuerySet[ArticleTag]:
    return ArticleTag.objects.select_related("tag").filter(article=article).order_by("pk")


_ARTICLE = PreparedRows(Article, _article, int)
_BYLINES = PreparedRows(Byline, _bylines, int)
_TAGS = PreparedRows(ArticleTag, _tags, int)
