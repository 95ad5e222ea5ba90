"""Titles for a query that is still being typed."""

from portal.core.content import Publishable
from portal.core.search import vocabulary
from portal.core.search.engine import newest
from portal.core.search.match import Match
from portal.core.search.models import SearchEntry
from portal.core.search.query import Query
from portal.core.text import search_forms
from portal.front.search_hits import items

SUGGESTED, LOOKED_AT = 6, 30
"""How many titles are suggested, and among how many of the newest they are chosen."""


def suggested(query: Query) -> list[Publishable]:
    """Return public items whose titles have the words of `query`, the last one begun or whole.

    A title that begins so stands first, then one with the accents as typed.
    """
    if not query:
        return []
    last = query.typed[-1].folded
    query_so_far = vocabulary.weighed(query.with_last(vocabulary.completions(last)))
    match = Match(query_so_far, in_title=True)
    found = items(newest(SearchEntry.objects.published(), match, LOOKED_AT))
    found.sort(key=lambda item: _distance(query, item.title))
    return found[:SUGGESTED]


def _distance(query: Query, title: str) -> tuple[bool, bool]:
    forms = search_forms(title)
    folded = " ".join(form.folded for form in forms)
    exact = f" {' '.join(form.exact for form in forms)}"
    begins = folded.startswith(" ".join(query.words))
    accented = all(f" {form.exact}" in exact for form in query.typed)
    return not begins, not accented
