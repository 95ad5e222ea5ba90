"""The tables of the search."""

from portal.core.search.models.entries import Found, SearchEntry, SearchEntryQuerySet

__all__ = ["Found", "SearchEntry", "SearchEntryQuerySet"]
