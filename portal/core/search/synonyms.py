"""What else a query may mean: the phrases that editors say are the same as its words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from portal.core.search.models import SynonymPhrase
from portal.core.search.phrases import MAX_WORDS
from portal.core.text import fold, sort_key
from portal.core.text import words as words_of

CONSIDERED = 30
"""Words of a query that are looked at, from its beginning."""

Stretch = tuple[int, int]
"""Where words begin, and where they end: `words[start:end]`."""


class _Line(NamedTuple):
    synonym_id: int
    folded: str
    text: str


def expansions(words: Sequence[str], typed: Sequence[str] = ()) -> dict[Stretch, tuple[str, ...]]:
    """Return for each stretch of the folded `words` that editors know what else it is called.

    A stretch is known when it is a phrase of a set in use.  Its value are the other phrases of
    all such sets as the editors wrote them, in the order of the sets and of their lines, none
    twice.  The longest stretch wins: one that lies inside a longer known stretch is left out, so
    "chủ tịch ubnd" is not taken for "ubnd"; stretches that overlap only in part are both kept.

    `typed` are the same words with their accents, where the caller has them: a word that was
    typed with accents then means that word alone, and "sơ đồ" is not taken for "sổ đỏ".  One
    without accents means all.

    One database query for a query of any length, none for no words.  Words after the thirtieth
    are not looked at.
    """
    words = words[:CONSIDERED]
    if not words:
        return {}
    spelled = typed if len(typed) >= len(words) else words
    stretches = _stretches(words)
    lines = _lines_of_sets_with(set(stretches.values()))
    found = {
        stretch: _others(folded, lines, spelled[slice(*stretch)])
        for stretch, folded in stretches.items()
    }
    known = {stretch: texts for stretch, texts in found.items() if texts}
    return {
        stretch: texts
        for stretch, texts in known.items()
        if not any(_is_inside(stretch, other) for other in known)
    }


def _stretches(words: Sequence[str]) -> Mapping[Stretch, str]:
    return {
        (start, end): " ".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, min(start + MAX_WORDS, len(words)) + 1)
    }


def _lines_of_sets_with(phrases: Iterable[str]) -> list[_Line]:
    """Return all lines of the sets in use that have one of the folded `phrases`."""
    sets = SynonymPhrase.objects.filter(folded__in=phrases, synonym__is_active=True)
    lines = SynonymPhrase.objects.filter(synonym__in=sets.values("synonym"))
    return [_Line(*row) for row in lines.order_by("synonym_id", "pk").values_list(*_Line._fields)]


def _others(folded: str, lines: Iterable[_Line], spelled: Sequence[str]) -> tuple[str, ...]:
    """Return what the sets with the phrase `folded` hold besides; case alone makes no phrase."""
    sets = {
        line.synonym_id for line in lines if line.folded == folded and _fits(line.text, spelled)
    }
    texts: dict[str, str] = {}
    for line in lines:
        if line.synonym_id in sets and line.folded != folded:
            texts.setdefault(line.text.casefold(), line.text)
    return tuple(texts.values())


def _fits(text: str, spelled: Sequence[str]) -> bool:
    """Return whether each word of `spelled` has the accents of `text`, or none."""
    pairs = zip(words_of(text), spelled, strict=False)
    return all(fold(typed) == typed or sort_key(typed) == sort_key(word) for word, typed in pairs)


def _is_inside(stretch: Stretch, other: Stretch) -> bool:
    return other != stretch and other[0] <= stretch[0] and stretch[1] <= other[1]
