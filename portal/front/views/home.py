"""The home page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from categories.models import Category
from news.blocks import newest_blocks
from news.models import Article

LEAD_RELATED, SECONDARY, NEWEST, PER_BLOCK = 2, 2, 9, 5
_HEAD = 1 + LEAD_RELATED + SECONDARY


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the lead, the featured, the newest, and a block per category.

    No article stands twice above the category blocks, and what stands large above does not
    stand again as the first of a block.
    """
    published = Article.objects.published().for_cards()
    featured = list(published.featured()[:_HEAD])
    newest = list(published.newest_first()[: _HEAD + NEWEST])
    head = _unique(featured + newest)[:_HEAD]
    shown = {article.pk for article in head}
    context = {
        "lead": head[0] if head else None,
        "secondary": head[1 : 1 + SECONDARY],
        "lead_related": head[1 + SECONDARY :],
        "newest": [article for article in newest if article.pk not in shown][:NEWEST],
        "blocks": newest_blocks(
            Category.objects.on_home(), PER_BLOCK, exclude=[a.pk for a in head[: 1 + SECONDARY]]
        ),
    }
    return render(request, "front/home.html", context)


def _unique(articles: list[Article]) -> list[Article]:
    return list({article.pk: article for article in articles}.values())
