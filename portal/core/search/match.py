"""A query as it is put to the index."""

from dataclasses import dataclass, replace
from typing import Self

from portal.core.search.query import Phrase, Query
from portal.core.text import Form


@dataclass(frozen=True)
class Match:
    """What to look for, by which code of the words, and where."""

    query: Query
    is_exact: bool = False
    """With the accents as typed; otherwise without any."""
    in_title: bool = False

    @property
    def column(self) -> str:
        """The column of `SearchEntry` that answers."""
        return ("title" if self.in_title else "words") + ("_exact" if self.is_exact else "")

    def code(self, form: Form) -> str:
        """Return the code of a word that this match compares."""
        return form.exact if self.is_exact else form.folded

    def text(self, phrase: Phrase) -> str:
        """Return a phrase as it stands in the column."""
        return " ".join(self.code(form) for form in phrase)

    def stands_in(self, words: str) -> bool:
        """Return whether every term stands in a column's words, each phrase in its order."""
        text = f" {words} "
        return all(
            any(all(f" {self.text(phrase)} " in text for phrase in w) for w in term.wordings)
            for term in self.query.terms
        )

    def side_by_side(self) -> Self:
        """Return the match of the same words as one phrase."""
        return replace(self, query=self.query.as_phrase())
