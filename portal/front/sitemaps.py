"""sitemap.xml: an index, a part for lists and standing pages, and parts of ten thousand articles.

A part holds the articles whose numbers lie in its stretch, so each is found by the primary
key, never changes its name, and stays far below the 50,000 addresses that the protocol
(sitemaps.org) allows; a million articles make a hundred and one parts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from categories.models import Category
from news.models import Article
from portal.core.pagecache import cached_page
from portal.core.site import absolute_url
from portal.sections.pages.models import Page

STRETCH = 10_000


@dataclass(frozen=True)
class Entry:
    """One address in a site map."""

    location: str
    changed_at: datetime | None = None


@cached_page()
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the parts."""
    last = Article.objects.published().aggregate(last=Max("pk"))["last"] or 0
    names = ["trang", *(f"tin-{part}" for part in range(last // STRETCH + 1))]
    locations = [
        absolute_url(request, reverse("front:sitemap-section", args=[name])) for name in names
    ]
    return _xml(request, "front/sitemap_index.xml", {"locations": locations})


@cached_page()
@require_safe
def section(request: HttpRequest, section: str) -> HttpResponse:
    """List the addresses of one part."""
    kind, _, number = section.partition("-")
    if section == "trang":
        entries = _lists(request)
    elif kind == "tin" and number.isdecimal() and len(number) <= 9:
        entries = _articles(request, int(number))
    else:
        raise Http404("Không có phần này của sơ đồ.")
    return _xml(request, "front/sitemap.xml", {"entries": entries})


def _lists(request: HttpRequest) -> Iterable[Entry]:
    yield Entry(absolute_url(request, reverse("front:home")))
    yield Entry(absolute_url(request, reverse("front:site-map")))
    for category in Category.objects.in_tree_order():
        yield Entry(absolute_url(request, category.get_absolute_url()))
    pages = list(Page.objects.published().in_order().for_links())
    if any(page.is_english for page in pages):
        yield Entry(absolute_url(request, reverse("pages:english-home")))
    for page in pages:
        yield Entry(absolute_url(request, page.get_absolute_url()), page.text_changed_at)


def _articles(request: HttpRequest, part: int) -> Iterable[Entry]:
    articles = (
        Article.objects.published()
        .filter(pk__gte=part * STRETCH, pk__lt=(part + 1) * STRETCH)
        .order_by("pk")
        .only("slug", "published_at", "revised_at", "copy_of")
    )
    for article in articles.iterator(chunk_size=2_000):
        changed_at = article.revised_at or article.published_at
        yield Entry(absolute_url(request, article.get_absolute_url()), changed_at)


def _xml(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    response = render(request, template, context, content_type="application/xml; charset=utf-8")
    response["X-Robots-Tag"] = "noindex"
    return response
