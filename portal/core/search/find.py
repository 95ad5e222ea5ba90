"""What a reader's query finds, the best first.

No sum of weights decides, which nobody could explain, but steps: the words side by side in the
title; all of them in the title; side by side in the text; all of them anywhere.  Within a step
the newest comes first.  Vietnamese words are several syllables written apart, so "side by side"
is what tells a word from its parts.  Where accents were typed they are meant: entries without
them come behind all others, and only when the others are few.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from portal.core.search.engine import Found, newest
from portal.core.search.match import Match
from portal.core.search.models.entries import SearchEntryQuerySet
from portal.core.search.query import Query, parse
from portal.core.search.synonyms import expansions
from portal.core.search.vocabulary import weighed

MOST = 1_000
"""Entries that a search knows; one more tells that there are more."""
MOST_TOGETHER = 200
"""Of so many entries it is looked up that they have all words side by side: ten pages."""
FEW = 20
"""Where accents were typed and fewer have them, entries with other accents are shown too."""


class Order(StrEnum):
    """How results are sorted."""

    BEST = "phu-hop"
    NEWEST = "moi-nhat"


@dataclass(frozen=True)
class Results:
    """What was found."""

    query: Query
    found: list[Found] = field(default_factory=list)
    exact: int = 0
    """How many of the first have the accents as typed; all, where none were typed."""

    @property
    def is_bounded(self) -> bool:
        """Whether there is more than is known."""
        return len(self.found) > MOST


def understood(text: str) -> Query:
    """Return the query that `text` is, with what editors say its words are also called."""
    return weighed(parse(text, expansions))


def find(
    query: Query, entries: SearchEntryQuerySet, order: Order = Order.BEST, limit: int = MOST + 1
) -> Results:
    """Return what `query` finds among `entries`, at most `limit`."""
    found = _in_order(Match(query, is_exact=query.is_accented), entries, order, limit)
    exact = len(found)
    if query.is_accented and exact < min(FEW, limit):
        found = _with_loose(found, Match(query), entries, order, limit)
    return Results(query, found[:limit], exact)


def _with_loose(
    found: list[Found], match: Match, entries: SearchEntryQuerySet, order: Order, limit: int
) -> list[Found]:
    """Add what has the words with other accents; behind what has them as typed, by date alone."""
    loose = newest(entries, match, limit) if found else _in_order(match, entries, order, limit)
    known = {entry.id for entry in found}
    return [*found, *(entry for entry in loose if entry.id not in known)]


def _in_order(match: Match, entries: SearchEntryQuerySet, order: Order, limit: int) -> list[Found]:
    """Return what matches, step by step; no step is asked that can bring nothing."""
    anywhere = newest(entries, match, limit)
    if order is Order.NEWEST or not anywhere:
        return anywhere
    in_title = newest(entries, replace(match, in_title=True), limit)
    steps = [in_title, anywhere]
    if match.query.has_several_words:
        together = match.side_by_side()
        steps.insert(1, newest(entries, together, min(limit, MOST_TOGETHER)))
        if len(in_title) >= limit:  # those with the words side by side may be older
            steps.insert(0, newest(entries, replace(together, in_title=True), MOST_TOGETHER))
        else:
            steps.insert(0, [entry for entry in in_title if together.stands_in(entry.title)])
    found = {entry.id: entry for step in steps for entry in step}
    return list(found.values())[:limit]
