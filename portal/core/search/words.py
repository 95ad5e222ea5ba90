"""What the index holds of an item: its words in two codes, in order, as both databases get them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from django.utils import timezone

from portal.core.search.common import marks_of
from portal.core.text import Form, search_forms

VERSION = 1
"""Counted up when the same text gives other words; `reindex` then writes every entry anew."""
MAX_LENGTH = 600_000
"""Characters of one column; PostgreSQL takes no more than a megabyte of words."""
SEAM = "0x0"
"""Stands between title, summary, text and names, so that no phrase reaches across."""
UNDATED = "N"
"""The period of an item without a date of publication."""

# "3602/QĐ-UBND", "42/2022/NĐ-CP", "09-QC/TW": a number, perhaps a year, letters and their signs.
_NUMBER = re.compile(
    r"(?<![\w/-])\d{1,5}(?:/\d{4})?\s?[/-]\s?[A-ZĐ][\w&Đđ]*(?:[-/][A-ZĐ][\w&Đđ]*)*"
)


@dataclass(frozen=True, slots=True)
class IndexedWords:
    """The columns of a `SearchEntry` that hold words."""

    title: str
    title_exact: str
    words: str
    words_exact: str
    marks: str


def digest(title: str, parts: Iterable[str]) -> str:
    """Return what tells whether an entry holds the words of these texts."""
    text = "\0".join([str(VERSION), title, *parts])
    return blake2b(text.encode(errors="surrogatepass"), digest_size=16).hexdigest()


def indexed_words(title: str, parts: Iterable[str], published_at: datetime | None) -> IndexedWords:
    """Return the words of an item: of its title, and of all its texts, the title first."""
    texts = [title, *parts]
    numbers = [number for text in texts for number in document_numbers(text)]
    return compose([search_forms(text) for text in texts], published_at, numbers)


def compose(
    texts: Sequence[Sequence[Form]], published_at: datetime | None, numbers: Iterable[str] = ()
) -> IndexedWords:
    """Return the columns for texts that are coded already, the title first."""
    ends = [Form(number, number) for number in dict.fromkeys(numbers)]
    seam = Form(SEAM, SEAM)
    forms = [form for text in [*texts, ends] for form in (*text, seam)]
    folded, exact = zip(*forms, strict=True)
    return IndexedWords(
        title=_cut(form.folded for form in texts[0]),
        title_exact=_cut(form.exact for form in texts[0]),
        words=_cut(folded),
        words_exact=_cut(exact),
        marks=_cut([*periods(published_at), *sorted(marks_of(folded))]),
    )


def document_numbers(text: str) -> list[str]:
    """Return the numbers of documents in `text`, each as one word: "3602qdubnd"."""
    if "/" not in text and "-" not in text:  # looking for them takes a fifth of the whole
        return []
    return [
        "".join(form.folded for form in search_forms(match.group()))
        for match in _NUMBER.finditer(text)
    ]


def periods(at: datetime | None) -> list[str]:
    """Return the marks of the day and the month, by which a search keeps to recent times."""
    if at is None:
        return [UNDATED]
    return [day_mark(at), month_mark(at)]


def day_mark(at: datetime) -> str:
    """Return the mark of the day of `at`, as the portal's clock has it; no word has capitals."""
    return f"D{timezone.localtime(at):%Y%m%d}"


def month_mark(at: datetime) -> str:
    """Return the mark of the month of `at`."""
    return f"M{timezone.localtime(at):%Y%m}"


def _cut(words: Iterable[str]) -> str:
    text = " ".join(words)
    if len(text) <= MAX_LENGTH:
        return text
    return text[:MAX_LENGTH].rsplit(" ", 1)[0]
