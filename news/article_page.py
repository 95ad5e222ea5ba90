"""What stands on an article's page; the public page and the preview show the same."""

from typing import Any
from urllib.parse import quote

from django.http import HttpRequest
from django.utils import timezone

from categories.crumbs import breadcrumb_json_ld, category_crumbs, tree_of
from news.models import Article
from news.surroundings import surroundings
from portal.core.site import absolute_url


def article_context(request: HttpRequest, article: Article) -> dict[str, Any]:
    """Return the context of `news/article_detail.html`."""
    crumbs = category_crumbs(request, article.category, page_follows=True)
    url = absolute_url(request, article.get_absolute_url())
    around = surroundings(article, tree_of(request))
    return {
        "article": article,
        "current_category": article.category,
        "current_top": tree_of(request).lineage(article.category_id)[0],
        "crumbs": crumbs,
        # Newest first on both sides; the reader's article would stand between the two.
        "newer": around.newer,
        "older": around.older,
        "sidebar": around.sidebar,
        "documents": article.documents,
        "most_read": around.most_read,
        "share_links": _share_links(url, article.title),
        "preview": False,
        "jsonld": _news_article_json_ld(request, article, url),
        "breadcrumb_jsonld": breadcrumb_json_ld(request, crumbs),
        "og_image": absolute_url(request, article.lead_image.largest_url)
        if article.lead_image
        else "",
    }


def _share_links(url: str, title: str) -> dict[str, str]:
    """Plain links: nobody learns who reads what until the reader clicks."""
    address, subject = quote(url, safe=""), quote(title, safe="")
    return {
        "facebook": f"https://www.facebook.com/sharer/sharer.php?u={address}",
        "zalo": f"https://zalo.me/share?u={address}",
        "email": f"mailto:?subject={subject}&body={address}",
    }


def _news_article_json_ld(request: HttpRequest, article: Article, url: str) -> dict[str, Any]:
    """Return the article as schema.org describes a NewsArticle."""
    published = article.published_at or timezone.now()
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "description": article.summary,
        "datePublished": timezone.localtime(published).isoformat(),
        "mainEntityOfPage": url,
        "inLanguage": "vi",
        "articleSection": article.category.name,
        "author": [
            {
                "@type": "Person",
                "name": author.display_name,
                "url": absolute_url(request, author.get_absolute_url()),
            }
            for author in article.byline_authors
        ],
    }
    if article.revised_at:
        data["dateModified"] = timezone.localtime(article.revised_at).isoformat()
        data["correction"] = [
            {
                "@type": "CorrectionComment",
                "text": correction.note,
                "datePublished": timezone.localtime(correction.at).isoformat(),
            }
            for correction in article.corrections
        ]
    if article.lead_image:
        data["image"] = [absolute_url(request, article.lead_image.largest_url)]
    return data
