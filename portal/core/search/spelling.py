"""What the reader may have meant."""

from collections import Counter
from collections.abc import Iterable

from portal.core.search import vocabulary
from portal.core.search.query import Query, parse
from portal.core.text import forms_in_place, normalise, word_places

MOST_UNKNOWN = 3
"""Each unknown word costs a look-up; a query with more of them is in no language of the portal."""


def corrected(query: Query) -> Query | None:
    """Return the query with every word that occurs nowhere replaced by the one meant.

    Words for which nothing is near are left out.  None if there is nothing to correct, too much,
    or if nothing would be left.
    """
    words = query.words
    unknown = vocabulary.unknown(words)
    if not 0 < len(unknown) <= MOST_UNKNOWN:
        return None
    meant = {word: vocabulary.nearest(word) for word in unknown}
    kept = [meant.get(word, word) for word in words]
    text = " ".join(word for word in kept if word)
    return vocabulary.weighed(parse(text)) or None


def spelled(query: Query, texts: Iterable[str]) -> str:
    """Return the words of `query` as `texts` spell them, most often: "duong" is "đường"."""
    wanted = query.words
    spellings: dict[str, Counter[str]] = {word: Counter() for word in wanted}
    for text in texts:
        text = normalise(text)
        spans = word_places(text)
        folded = [form.folded for form in forms_in_place(text)]
        for position, word in enumerate(folded):
            if word in spellings:
                # A word beside its neighbours of the query counts more than one that stands alone.
                beside = _neighbours(folded, position, wanted)
                start, end = spans[position]
                spellings[word][text[start:end].lower()] += 1 + 10 * beside
    found = {word: counts.most_common(1) for word, counts in spellings.items()}
    return " ".join(found[word][0][0] if found[word] else word for word in wanted)


def _neighbours(folded: list[str], position: int, wanted: list[str]) -> int:
    """Return how many words around a place stand there as they do in the query."""
    place = wanted.index(folded[position])
    before = position > 0 and place > 0 and folded[position - 1] == wanted[place - 1]
    after = folded[position + 1 : position + 2] == wanted[place + 1 : place + 2] != []
    return before + after
