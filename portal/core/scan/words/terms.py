"""The words of terms.toml, each with the pattern that finds it behind a disguise."""

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from portal.core.scan.words.letters import (
    SHORTEST_DISGUISED,
    Outline,
    figures_for,
    marks_by_letter,
    unmasked,
)

JOINT = "\ufdd0"
"""Stands in a text where a tag stood between two letters."""
_BETWEEN = rf"(?:[^\w\n]|[_{JOINT}]){{0,3}}?"
_SPACE = rf"[\s_\-{JOINT}\xa0]{{1,3}}"


@dataclass(frozen=True)
class Term:
    """A word or phrase of spam."""

    text: str
    syllables: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        bare = unmasked(self.text)[0].split()
        object.__setattr__(self, "syllables", tuple(bare))

    @cached_property
    def outline(self) -> Outline:
        """What a text must contain that says it, in whatever disguise."""
        return Outline(self.text)

    @cached_property
    def plain(self) -> re.Pattern[str]:
        """Finds it as it is written, with accents or without, in unmasked text."""
        joined = _SPACE.join(re.escape(syllable) for syllable in self.syllables)
        return re.compile(rf"(?<![a-z0-9]){joined}(?![a-z])")

    @cached_property
    def disguised(self) -> re.Pattern[str] | None:
        """Finds it with anything between its letters, and figures in place of them."""
        letters = [letter for syllable in self.syllables for letter in syllable]
        if len(letters) < SHORTEST_DISGUISED or not all(letter.isalpha() for letter in letters):
            return None
        each = [f"[{letter}{re.escape(figures_for(letter))}]" for letter in letters]
        return re.compile(rf"(?<![a-z]){_BETWEEN.join(each)}(?![a-z])")

    @cached_property
    def marks(self) -> list[tuple[str, frozenset[str]]]:
        """Its letters with their accents."""
        return list(marks_by_letter(self.text))


@dataclass(frozen=True)
class Terms:
    """All lists of the file."""

    strong: list[Term]
    plain: list[Term]
    promotions: list[Term]
    contacts: list[Term]
    reports: list[Term]

    @cached_property
    def topics(self) -> list[Term]:
        """What a text must say at all before anything is counted; the longest first."""
        return sorted([*self.strong, *self.plain], key=lambda term: -len(term.text))


@cache
def read_terms() -> Terms:
    """Return the lists, read once."""
    lists = tomllib.loads(Path(__file__).with_name("terms.toml").read_text(encoding="utf-8"))
    return Terms(**{name: [Term(text) for text in texts] for name, texts in lists.items()})
