"""The word lists of words.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Topic:
    """What an article is about."""

    tags: list[str]
    titles: list[str]
    summaries: list[str]
    sentences: list[str]


@dataclass(frozen=True)
class Words:
    """All lists; what their slots mean stands in the file."""

    places: list[str]
    streets: list[str]
    units: list[str]
    days: list[str]
    family_names: list[str]
    middle_names: list[str]
    given_names: list[str]
    sentences: list[str]
    headings: list[str]
    topics: list[Topic]


@cache
def read_words() -> Words:
    """Return the lists, read once."""
    lists = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    return Words(**lists | {"topics": [Topic(**topic) for topic in lists["topics"]]})
