"""What the search page shows."""

from dataclasses import dataclass, field

from django.core.paginator import Page
from django.http import HttpRequest

from portal.core.paging import page_of
from portal.core.search.engine import Found
from portal.core.search.find import MOST, Order, Results, find
from portal.core.search.models import Promotion, SearchEntry
from portal.core.search.promotions import promoted
from portal.core.search.query import Query
from portal.core.search.spelling import corrected, spelled
from portal.core.text import fold
from portal.front.search_filters import (
    Chip,
    Facet,
    Filters,
    chips,
    chosen_filters,
    chosen_order,
    facets,
)
from portal.front.search_hits import Hit, hits, items, text_of

_LOOKED_AT_FOR_SPELLING = 3


@dataclass(frozen=True)
class SearchPage:
    """Everything that answers a query."""

    page: Page[Found]
    hits: list[Hit]
    loose_from: int | None
    """Before which hit of the page a line says that accents differ from here on."""
    meant: str
    """What the reader may have meant instead; empty where there is no doubt."""
    order: Order
    is_sample: bool
    """Whether the choices are counted among the first results only."""
    promoted: list[Promotion] = field(default_factory=list)
    """What editors put above the results."""
    facets: list[Facet] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)

    @property
    def is_first(self) -> bool:
        """Whether this is what somebody sees who has just typed the query."""
        return self.page.number == 1 and not self.chips


def answer(request: HttpRequest, query: Query) -> SearchPage:
    """Return the page for `query`, with the choices that the address makes.

    Raises `Http404` for a page of results that does not exist.
    """
    filters = chosen_filters(request)
    order = chosen_order(request)
    entries = SearchEntry.objects.published()
    everything = results = find(query, entries, order)
    if filters:
        results = _narrowed(everything, filters) or find(query, filters.narrow(entries), order)
    page = page_of(request, results.found)
    shown = list(page)
    first = page.start_index() - 1 if shown else 0
    return SearchPage(
        page=page,
        hits=hits(shown, query),
        loose_from=_loose_from(results, first, len(shown)),
        meant=_meant(everything),
        order=order,
        is_sample=everything.is_bounded,
        promoted=promoted(fold(query.text)) if page.number == 1 else [],
        facets=facets(request, everything.found[:MOST], filters),
        chips=chips(request, filters),
    )


def _narrowed(results: Results, filters: Filters) -> Results | None:
    """Return what of complete results fits; None where the database has to be asked again."""
    if results.is_bounded:
        return None
    exact = [entry for entry in results.found[: results.exact] if filters.fits(entry)]
    loose = [entry for entry in results.found[results.exact :] if filters.fits(entry)]
    return Results(results.query, exact + loose, len(exact))


def _loose_from(results: Results, first: int, shown: int) -> int | None:
    position = results.exact - first
    has_loose = len(results.found) > results.exact
    return max(position, 0) if has_loose and position < shown else None


def _meant(results: Results) -> str:
    """Return a better spelling of the query, by what it finds."""
    query = results.query
    if not results.found:
        better = corrected(query) or Query()
        best = find(better, SearchEntry.objects.published(), limit=_LOOKED_AT_FOR_SPELLING)
        return _spelling(better, best.found)
    if results.exact == 0:
        spelling = _spelling(query, results.found)
        return spelling if spelling != query.text.lower() else ""
    return ""


def _spelling(query: Query, found: list[Found]) -> str:
    """Return the words of `query` as the best of what it finds spells them."""
    best = items(found[:_LOOKED_AT_FOR_SPELLING])
    return spelled(query, [f"{item.title}. {text_of(item)}" for item in best]) if best else ""
