"""The lines under a search hit, with the found words marked."""

from collections.abc import Iterator

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from portal.core.search.query import Query
from portal.core.text import Form, forms_in_place, normalise, word_places

_LENGTH = 32
"""Words in a snippet: about two lines on a phone, three on a desk."""
_READ = 6_000
"""Characters of a text that are looked through; beyond, the beginning is shown."""

_OPEN, _CLOSE, _NONE = SafeString("<mark>"), SafeString("</mark>"), SafeString("")

Span = tuple[int, int]
"""Where a word begins and ends."""
Hit = tuple[int, int, int]
"""The words from which to which, and the number of the term that they are."""


def snippet(text: str, query: Query) -> SafeString:
    """Return the stretch of plain `text` that has most of what was asked, found words marked.

    Accents that were typed are looked for first, then words without them.  `text` is escaped
    piece by piece and keeps its spelling; only the marks are markup.
    """
    text = normalise(text[:_READ])
    forms = forms_in_place(text)
    hits = _hits(forms, query)
    begin = _best_begin(hits)
    end = min(begin + _LENGTH, len(forms))
    if begin >= end:
        return SafeString("")
    spans = word_places(text, end)
    inside = [hit for hit in hits if begin <= hit[0] and hit[1] <= end]
    start = spans[begin][0] if begin else 0
    head = SafeString("… " if begin else "")
    tail = SafeString(" …" if end < len(forms) else "")
    return SafeString(head + _marked(text, spans, inside, start, spans[end - 1][1]) + tail)


def marked(text: str, query: Query) -> SafeString:
    """Return all of a short text, such as a title, with the found words marked."""
    text = normalise(text)
    hits = _hits(forms_in_place(text), query)
    return _marked(text, word_places(text), hits, 0, len(text))


def _hits(forms: list[Form], query: Query) -> list[Hit]:
    """Return where the terms of the query stand, in the order of the text.

    A term that was typed with accents and does not stand there with them is looked for without.
    """
    exact = [form.exact for form in forms] if query.is_accented else []
    loose = [form.folded for form in forms]
    hits: set[Hit] = set()
    for number, term in enumerate(query.terms):
        phrases = [phrase for wording in term.wordings for phrase in wording]
        found = {hit for p in phrases for hit in _stands(exact, [form.exact for form in p])}
        found = found or {hit for p in phrases for hit in _stands(loose, [f.folded for f in p])}
        hits |= {(begin, end, number) for begin, end in found}
    return sorted(hits)


def _stands(words: list[str], phrase: list[str]) -> Iterator[tuple[int, int]]:
    """Yield where the words of a phrase stand side by side."""
    first, length = phrase[0], len(phrase)
    begin = -1
    for _ in range(words.count(first)):
        begin = words.index(first, begin + 1)
        if words[begin : begin + length] == phrase:
            yield begin, begin + length


def _best_begin(hits: list[Hit]) -> int:
    """Return the word with which the stretch begins that has most terms, side by side at best."""
    best, begin = (0, 0), 0
    for position, hit in enumerate(hits):
        window = [other for other in hits[position:] if other[1] <= hit[0] + _LENGTH * 3 // 4]
        terms = len({number for _, _, number in window})
        pairs = sum(
            first[1] == second[0] and first[2] + 1 == second[2]
            for first, second in zip(window, window[1:], strict=False)
        )
        if (terms, pairs) > best:
            best, begin = (terms, pairs), max(0, hit[0] - _LENGTH // 4)
    return begin


def _marked(text: str, spans: list[Span], hits: list[Hit], start: int, end: int) -> SafeString:
    """Return the stretch of `text` with what the hits cover in `<mark>`."""
    pieces: list[tuple[str, SafeString, str, SafeString]] = []
    position = start
    for first, last, _ in hits:
        begin, stop = max(spans[first][0], position), spans[last - 1][1]
        if stop <= position:
            continue
        if pieces and text[position:begin] == " ":  # neighbours are one mark
            before, mark, words, close = pieces.pop()
            pieces.append((before, mark, f"{words} {text[begin:stop]}", close))
        else:
            pieces.append((text[position:begin], _OPEN, text[begin:stop], _CLOSE))
        position = stop
    pieces.append((text[position:end], _NONE, "", _NONE))
    return format_html_join("", "{}{}{}{}", pieces)
