"""The tables of the search."""

from portal.core.search.models.counts import SearchCount, SearchCountQuerySet
from portal.core.search.models.entries import SearchEntry, SearchEntryQuerySet
from portal.core.search.models.promotions import Promotion, PromotionQuery, PromotionQuerySet
from portal.core.search.models.synonyms import Synonym, SynonymKind, SynonymPhrase
from portal.core.search.models.words import SearchWord

__all__ = [
    "Promotion",
    "PromotionQuery",
    "PromotionQuerySet",
    "SearchCount",
    "SearchCountQuerySet",
    "SearchEntry",
    "SearchEntryQuerySet",
    "SearchWord",
    "Synonym",
    "SynonymKind",
    "SynonymPhrase",
]
