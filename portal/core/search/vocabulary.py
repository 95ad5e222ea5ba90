"""The portal's own words: how a word may end, and which one was meant."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from django.db import transaction

from portal.core.search.keys import unkeyed
from portal.core.search.models.entries import SearchEntry
from portal.core.search.models.words import SearchWord
from portal.core.search.query import Query, Term

MAX_LENGTH = 24
"""Letters of a word that may be proposed; what is longer is no word."""
_COUNTED = 20_000
"""Newest entries in which words are counted."""
_ALL = "*"
"""Stands in the table for all entries in which words were counted."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_RARE = 2
"""A word in fewer entries may be a mistake itself."""

_learnt: set[str] = set()
"""Words that are in the table for sure, as far as this process knows."""


def learn(entries: Iterable[SearchEntry]) -> None:
    """Put words that are new into the table; most writes bring none and cost no query."""
    found = {word for entry in entries for word in entry.words.split()} - _learnt
    new = sorted(word for word in found if _is_word(word))
    if not new:
        return
    SearchWord.objects.bulk_create(map(SearchWord, new), ignore_conflicts=True)
    transaction.on_commit(lambda: _learnt.update(new))  # until then it may be rolled back


def recount() -> None:
    """Count anew in how many of the newest entries each word occurs."""
    counts: Counter[str] = Counter({_ALL: 0})
    newest = SearchEntry.objects.published().order_by("-published_at", "-id")
    for text in newest.values_list("words", flat=True)[:_COUNTED].iterator(500):
        counts.update(word for word in set(text.split()) if _is_word(word))
        counts[_ALL] += 1
    SearchWord.objects.bulk_create(
        [SearchWord(folded=word, entries=count) for word, count in sorted(counts.items())],
        update_conflicts=True,
        unique_fields=["folded"],
        update_fields=["entries"],
        batch_size=2_000,
    )


def weighed(query: Query) -> Query:
    """Return the query with its `share`; one query to the database, none for no words."""
    if not query:
        return query
    words = {form.folded for term in query.terms for form in term.words()}
    rows = SearchWord.objects.filter(folded__in=[*words, _ALL]).values_list("folded", "entries")
    entries = dict(rows)
    total = entries.get(_ALL, 0)
    if not total:
        return query
    shares = [_share(term, entries) for term in query.terms]
    return replace(query, share=min(shares, default=0) / total)


def _share(term: Term, entries: Mapping[str, int]) -> int:
    """Return in how many of the counted entries a wording of `term` may occur at most."""
    rarest = (
        min(entries.get(form.folded, 0) for phrase in wording for form in phrase)
        for wording in term.wordings
    )
    return sum(rarest)


def completions(beginning: str, limit: int = 20) -> list[str]:
    """Return the most frequent words that begin so, the word itself first where it is one."""
    words = SearchWord.objects.filter(folded__startswith=beginning).order_by("-entries", "folded")
    found = list(words.values_list("folded", flat=True)[:limit])
    return sorted(found, key=lambda word: word != beginning)


def unknown(words: Iterable[str]) -> list[str]:
    """Return those of the folded words that occur nowhere."""
    asked = [
        word
        for word in dict.fromkeys(words)
        if word.isascii() and word[0].isalpha() and len(word) <= MAX_LENGTH
    ]
    known = set(SearchWord.objects.filter(folded__in=asked).values_list("folded", flat=True))
    return [word for word in asked if word not in known]


def nearest(word: str) -> str | None:
    """Return the word that was probably meant by one that occurs nowhere.

    What it says when it is read as the keys of a Vietnamese keyboard; otherwise the most
    frequent word that differs by one letter.
    """
    guesses = [guess for guess in unkeyed(word) if guess != word]
    near = {guess: rank for rank, guess in enumerate(guesses)}
    for guess in _one_off(word):
        near.setdefault(guess, len(guesses))
    found = SearchWord.objects.filter(folded__in=near).values_list("folded", "entries")
    best = min(
        (
            (near[guess], -count, guess)
            for guess, count in found
            if count >= _RARE or guess in guesses
        ),
        default=None,
    )
    return best[2] if best else None


def _one_off(word: str) -> Iterator[str]:
    """Yield all words that differ by one letter: left out, added, changed, or two swapped."""
    for i in range(len(word) + 1):
        head, tail = word[:i], word[i:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in _LETTERS:
            if tail:
                yield head + letter + tail[1:]
            yield head + letter + tail


def _is_word(word: str) -> bool:
    return word.isascii() and word.isalpha() and len(word) <= MAX_LENGTH
