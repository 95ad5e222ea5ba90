"""What a reader types, understood: words, phrases in quotes, a minus for what is not wanted.

A query is words and nothing else.  Whatever is typed becomes codes of letters and figures
(`core.text.search_forms`); no character of it reaches a database as syntax.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice, product

from portal.core.search.common import mark_of
from portal.core.search.words import SEAM
from portal.core.text import Form, fold, normalise, search_forms

MAX_LENGTH = 200
"""Characters of a query that are looked at."""
MAX_WORDS = 24
"""Words of a query that are looked at."""
MAX_WORDINGS = 12
"""How many wordings of a whole query are tried as phrases."""

Phrase = tuple[Form, ...]
"""Words that stand side by side."""
Wording = tuple[Phrase, ...]
"""Phrases all of which must occur, wherever."""
Expansions = Callable[[Sequence[str], Sequence[str]], Mapping[tuple[int, int], Sequence[str]]]
"""Takes the words of a query, folded and as typed; see `synonyms.expansions`."""

_QUOTED_OR_CHUNK = re.compile(
    r"(?P<minus>(?<![^\s(])-)?(?:[\"“”„«](?P<quoted>[^\"“”„«»]+)[\"“”»]|(?P<chunk>[^\s\"“”„«»]+))"
)
# What ends a word where no space was typed; a comma between figures belongs to the number.
_BETWEEN = re.compile(r"[;!?()\[\]{}|]+|,(?!\d)|(?<!\d),")


@dataclass(frozen=True)
class Term:
    """Something that must occur, in one of several wordings; most often it is one word."""

    wordings: tuple[Wording, ...]
    is_plain: bool = False
    """A single word outside quotes, which may be part of an abbreviation written out."""
    text: str = ""
    """A plain word as typed, normalised."""

    @property
    def typed(self) -> Phrase:
        """What the reader has typed."""
        return _side_by_side(self.wordings[0])

    def words(self) -> Iterator[Form]:
        """Yield the words of all wordings."""
        for wording in self.wordings:
            yield from _side_by_side(wording)


@dataclass(frozen=True)
class Query:
    """A query, understood."""

    terms: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()
    text: str = field(default="", compare=False)
    """What was typed, normalised."""
    share: float = field(default=0.0, compare=False)
    """Which part of all entries has its rarest word, about; see `vocabulary.weighed`."""

    def __bool__(self) -> bool:
        return bool(self.terms)

    @cached_property
    def is_accented(self) -> bool:
        """Whether accents were typed: then they are meant."""
        return any(form.folded != form.exact for form in self.typed)

    @property
    def typed(self) -> list[Form]:
        """The words as typed, in order."""
        return [form for term in self.terms for form in term.typed]

    @property
    def words(self) -> list[str]:
        """The folded words as typed."""
        return [form.folded for form in self.typed]

    @property
    def has_several_words(self) -> bool:
        """Whether words of the query may stand side by side in a text."""
        return sum(len(term.wordings[0]) for term in self.terms) > 1

    def as_phrase(self) -> "Query":
        """Return the query for the same words side by side and in this order.

        Each choice among the wordings of its terms is one wording of the whole.
        """
        choices = product(*(term.wordings for term in self.terms))
        phrases = (tuple(f for wording in c for f in _side_by_side(wording)) for c in choices)
        wordings = tuple((phrase,) for phrase in islice(phrases, MAX_WORDINGS))
        return replace(self, terms=(Term(wordings),))

    def with_last(self, words: Sequence[str]) -> "Query":
        """Return the query whose last word, still being typed, may be any of `words`."""
        *before, last = self.terms
        ends = (((*last.typed[:-1], Form(word, word)),) for word in words)
        return replace(self, terms=(*before, Term((last.wordings[0], *ends))))


def _nothing(words: Sequence[str], typed: Sequence[str]) -> dict[tuple[int, int], Sequence[str]]:
    return {}


def parse(text: str, expansions: Expansions = _nothing) -> Query:
    """Return what `text` asks for; an empty query where it holds no word.

    A query of nothing but unwanted words asks for them: who types "-5 độ" means a temperature.
    """
    text = " ".join(normalise(text[: MAX_LENGTH * 4]).split())[:MAX_LENGTH]
    wanted: list[Term] = []
    unwanted: list[Term] = []
    room = MAX_WORDS
    for match in _QUOTED_OR_CHUNK.finditer(text):
        for term in _terms(match):
            room -= len(term.typed)
            if room >= 0:
                (unwanted if match["minus"] else wanted).append(term)
    if not wanted:
        wanted, unwanted = unwanted, []
    return Query(tuple(_expanded(wanted, expansions)), tuple(unwanted), text)


def _terms(match: re.Match[str]) -> Iterator[Term]:
    if match["quoted"]:
        if phrase := _phrase(match["quoted"]):
            yield Term(((phrase,),))
        return
    for piece in _BETWEEN.split(match["chunk"]):
        phrase = _phrase(piece)
        if len(phrase) == 1:
            word = "".join(character for character in piece if character.isalnum())
            yield Term(((phrase,),), is_plain=True, text=word)
        elif phrase:
            yield _joined(phrase)


def _joined(phrase: Phrase) -> Term:
    """Return the term for words written as one: "3602/QĐ-UBND", "vắc-xin", "47,1".

    The index holds numbers of documents as one word too, so that no sign in them matters.
    """
    word = "".join(form.folded for form in phrase)
    is_number = phrase[0].folded.isdecimal() and not word.isdecimal()
    return Term(((phrase,), ((Form(word, word),),)) if is_number else ((phrase,),))


def _phrase(text: str) -> Phrase:
    return tuple(form for form in search_forms(text) if form.folded != SEAM)


def _side_by_side(wording: Wording) -> Phrase:
    return tuple(form for phrase in wording for form in phrase)


def _expanded(terms: list[Term], expansions: Expansions) -> Iterator[Term]:
    """Join terms that together are a known phrase, and give them its other wordings."""
    # What is no single word breaks every phrase of the list.
    typed_words = [term.text if term.is_plain else "\n" for term in terms]
    words = [fold(word) or "\n" for word in typed_words]
    known = {
        (start, end): others
        for (start, end), others in expansions(words, typed_words).items()
        if end - start > 1 or not _is_rather_a_syllable(terms[start])
    }
    position = 0
    while position < len(terms):
        end = next((e for (s, e) in known if s == position), position + 1)
        others = [(_phrase(other),) for other in known.get((position, end), ())]
        if end - position > 1:
            # What was typed may stand scattered; only its other wordings are phrases.
            typed = (term.wordings[0][0] for term in terms[position:end])
            yield Term(tuple(dict.fromkeys([tuple(typed), *others])))
        else:
            term = terms[position]
            yield replace(term, wordings=tuple(dict.fromkeys([*term.wordings, *others])))
        position = end


def _is_rather_a_syllable(term: Term) -> bool:
    """Return whether a short word is no abbreviation: "tu" is, "TU" is Tỉnh ủy, and "tp" too."""
    word = term.typed[0].folded
    return len(word) <= 2 and not term.text.isupper() and bool(set(word) & set("aeiouy"))


def marks(phrase: Phrase) -> list[str]:
    """Return the marks that every text with this phrase has."""
    pairs = zip(phrase, phrase[1:], strict=False)
    found = (mark_of(first.folded, second.folded) for first, second in pairs)
    return [mark for mark in found if mark]


def is_long_enough(text: str) -> bool:
    """Return whether `text` says enough to be searched for: two letters or figures."""
    return len(fold(text)) >= 2
