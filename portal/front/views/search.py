"""The search page, and titles that are suggested while one types."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from categories.crumbs import Crumb
from portal.core.identity.models import Identity
from portal.core.pagecache import cached_page
from portal.core.search import log
from portal.core.search.find import understood
from portal.core.search.query import MAX_LENGTH, Query, is_long_enough, parse
from portal.core.site import absolute_url
from portal.core.text import excerpt, normalise_line
from portal.core.throttle import throttled
from portal.front import search_page
from portal.front.suggestions import suggested

SUGGESTIONS_KEPT = 60
"""Seconds for which browsers and caches may keep suggestions."""


SEARCHES, SUGGESTIONS = 60, 300
"""What one address may ask in a minute."""
MOST_OF_A_NAME = 16
"""Letters of a search engine's name in a browser (OpenSearch 1.1, "ShortName")."""


@require_safe
@throttled("search", SEARCHES)
def search(request: HttpRequest) -> HttpResponse:
    """Find published content by its words, typed with accents or without.

    Results are for the person who asked: never indexed, the query never in title or heading.
    """
    typed = _typed(request)
    query = understood(typed) if is_long_enough(typed) else Query()
    answer = search_page.answer(request, query) if query else None
    if answer and answer.is_first:
        log.note(query.text, answer.page.paginator.count)
    context = {
        "q": typed[:MAX_LENGTH],
        "is_cut": len(typed) > MAX_LENGTH,
        "too_short": bool(typed) and answer is None,
        "answer": answer,
        "crumbs": [Crumb.home(), Crumb("Tìm kiếm")],
    }
    response = render(request, "front/search.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@require_safe
@throttled("suggestions", SUGGESTIONS)
def suggestions(request: HttpRequest) -> JsonResponse:
    """Answer a few titles for what has been typed so far; the last word may be unfinished."""
    typed = _typed(request)
    items = suggested(parse(typed)) if is_long_enough(typed) else []
    found = [{"title": item.title, "url": item.get_absolute_url()} for item in items]
    response = JsonResponse({"items": found}, json_dumps_params={"ensure_ascii": False})
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = f"public, max-age={SUGGESTIONS_KEPT}"
    return response


@cached_page()
@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """Answer how browsers may search the portal from their own field (OpenSearch 1.1)."""
    context = {
        "short_name": excerpt(Identity.load().agency, MOST_OF_A_NAME).removesuffix("…"),
        "image": absolute_url(request, static("img/mark.svg")),
        "search": absolute_url(request, reverse("front:search")),
        "here": absolute_url(request, reverse("front:opensearch")),
    }
    kind = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "front/opensearch.xml", context, content_type=kind)


def _typed(request: HttpRequest) -> str:
    return normalise_line(request.GET.get("q", ""))
