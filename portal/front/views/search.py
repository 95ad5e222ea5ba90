"""The search page."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from categories.crumbs import Crumb
from portal.core.content import Publishable, public_items
from portal.core.paging import MAX_PAGES, PAGE_SIZE, page_of
from portal.core.search.models import Found, SearchEntry
from portal.core.search.snippets import snippet
from portal.core.text import fold, normalise_line, plain_text

MAX_QUERY_LENGTH = 200
SUGGESTED, LOOKED_AT = 6, 30
"""How many titles are suggested, and among how many of the newest hits they are chosen."""
SUGGESTIONS_KEPT = 60
"""Seconds for which browsers and caches may keep suggestions."""


@dataclass(frozen=True)
class Hit:
    """One line of the result, whatever kind of content it is."""

    title: str
    url: str
    type_label: str
    category_label: str
    published_at: datetime | None
    snippet: SafeString


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Find published content by its words, typed with accents or without.

    Results are for the person who asked: never indexed, the query never in title or heading.
    """
    query = _query_of(request)
    too_short = bool(query) and not _is_long_enough(query)
    page = None
    hits: list[Hit] = []
    if query and not too_short:
        entries = SearchEntry.objects.published().matching(query)
        # One more than the pages show tells that there is more.
        page = page_of(request, entries.newest(MAX_PAGES * PAGE_SIZE + 1))
        hits = _hits(list(page), query)
    context = {
        "q": query,
        "page": page,
        "hits": hits,
        "too_short": too_short,
        "crumbs": [Crumb.home(), Crumb("Tìm kiếm")],
    }
    response = render(request, "front/search.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Answer a few titles for what has been typed so far; the last word may be unfinished.

    What has the words in its title stands before what only speaks of them.
    """
    query = _query_of(request)
    items: list[Publishable] = []
    if _is_long_enough(query):
        entries = SearchEntry.objects.published().matching_so_far(query)
        items = _items(entries.newest(LOOKED_AT))
    words = fold(query).split()
    items.sort(key=lambda item: not _begins_words(words, item.title))
    found = [{"title": item.title, "url": item.get_absolute_url()} for item in items[:SUGGESTED]]
    response = JsonResponse({"items": found}, json_dumps_params={"ensure_ascii": False})
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = f"public, max-age={SUGGESTIONS_KEPT}"
    return response


def _begins_words(beginnings: list[str], title: str) -> bool:
    words = fold(title).split()
    return all(any(word.startswith(begin) for word in words) for begin in beginnings)


def _query_of(request: HttpRequest) -> str:
    return normalise_line(request.GET.get("q", ""))[:MAX_QUERY_LENGTH]


def _is_long_enough(query: str) -> bool:
    return len(fold(query)) >= 2


def _hits(entries: list[Found], query: str) -> list[Hit]:
    return [_hit(item, query) for item in _items(entries)]


def _items(entries: list[Found]) -> list[Publishable]:
    """Load the items of `entries`, one query per content type, and keep the order."""
    found: dict[tuple[int, int], Publishable] = {}
    by_type = sorted(entries, key=lambda entry: entry.content_type_id)
    for type_id, group in groupby(by_type, key=lambda entry: entry.content_type_id):
        model = ContentType.objects.get_for_id(type_id).model_class()
        if model is None or not issubclass(model, Publishable):
            continue
        numbers = [entry.object_id for entry in group]
        items = public_items(model).for_hits().in_bulk(numbers)
        found.update({(type_id, number): item for number, item in items.items()})
    keys = [(entry.content_type_id, entry.object_id) for entry in entries]
    return [found[key] for key in keys if key in found]


def _hit(item: Publishable, query: str) -> Hit:
    text = " ".join([item.summary, plain_text(getattr(item, "body", ""))])
    return Hit(
        title=item.title,
        url=item.get_absolute_url(),
        type_label=item._meta.verbose_name.capitalize() if item._meta.verbose_name else "",
        category_label=str(getattr(item, "category", "")),
        published_at=item.published_at,
        snippet=snippet(text, query),
    )
