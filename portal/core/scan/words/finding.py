"""Finding the words of spam in a text, and telling how they are disguised."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate

from portal.core.scan.words.letters import is_foreign, is_invisible, marks_by_letter, unmasked
from portal.core.scan.words.terms import JOINT, Term

_BLANK = f" \xa0\t-\xad{JOINT}"
"""Programs that read PDF put spaces into words; one alone disguises nothing."""


class Dress(Enum):
    """How a word is written."""

    PLAIN = "plain"
    BARE = "bare"
    """Without its accents, or with some of them."""
    DISGUISED = "disguised"


@dataclass(frozen=True)
class Said:
    """A word that was found, and where it stands in the text."""

    term: Term
    dress: Dress
    begin: int
    end: int


class Page:
    """A text with what its letters look like."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.shown, self._places = unmasked(text)

    def find(self, term: Term, *, in_disguise: bool = False) -> Iterator[Said]:
        """Yield each place where `term` is said."""
        pattern = term.disguised if in_disguise and term.disguised else term.plain
        for match in pattern.finditer(self.shown):
            begin, end = self._places[match.start()], self._places[match.end() - 1] + 1
            dress = _dress(term, self._with_accents(begin, end))
            if dress is not None:
                yield Said(term, dress, begin, end)

    def says(self, term: Term) -> bool:
        """Return whether `term` stands in the text, with its accents or without."""
        return any(self.find(term))

    def _with_accents(self, begin: int, end: int) -> str:
        """Return a stretch with the accents that follow its last letter as signs of their own."""
        while end < len(self.text) and "\u0300" <= self.text[end] <= "\u036f":
            end += 1
        return self.text[begin:end]


def _dress(term: Term, written: str) -> Dress | None:
    """Return how `term` is written, or None where it is another word: "đánh bại", not "đánh bài".

    A tone may stand on any letter of its syllable, and accents may be missing; a wrong one makes
    another word.
    """
    marks = list(marks_by_letter(written))
    if len(marks) != len(term.marks):
        return None
    missing, begin = False, 0
    for syllable in term.syllables:
        letters = sum(letter.isalpha() for letter in syllable)
        part = slice(begin, begin + letters)
        meant = frozenset[str]().union(*(m for _, m in term.marks[part]))
        found = frozenset[str]().union(*(m for _, m in marks[part]))
        if found - meant:
            return None
        missing, begin = missing or found != meant, begin + letters
    if _is_disguised(term, written):
        return Dress.DISGUISED
    return Dress.BARE if missing else Dress.PLAIN


def _is_disguised(term: Term, written: str) -> bool:
    if any(is_foreign(each) or is_invisible(each) for each in written):
        return True
    bare = "".join(term.syllables)
    if not bare.isalpha():  # "24/7", "lãi suất 0%": figures of its own
        return False
    figures = [each for each in written if each.isdigit() or each in "@$|!€"]
    if figures:
        return len(figures) * 2 < len(bare)
    return _torn(term, written)


def _torn(term: Term, written: str) -> bool:
    """Return whether a syllable is torn apart: by a sign, or by two spaces or tags."""
    ends, letters, blanks = set(accumulate(map(len, term.syllables))), 0, 0
    for each in unmasked(written)[0]:
        if each.isalpha():
            letters += 1
        elif letters not in ends:
            if each not in _BLANK:
                return True
            blanks += 1
    return blanks >= 2
