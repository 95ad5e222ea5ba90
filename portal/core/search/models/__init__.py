"""The tables of the search."""

from portal.core.search.models.entries import SearchEntry, SearchEntryQuerySet
from portal.core.search.models.words import SearchWord

__all__ = ["SearchEntry", "SearchEntryQuerySet", "SearchWord"]
