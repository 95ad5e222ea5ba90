"""Composing made-up texts from phrases that are filled, cleaned and coded once.

Coding the words of every one of a million articles would take longer than storing it.  Here a
text is a join of phrases, and its coded words are the join of theirs: the same that coding the
whole gives (a test compares).
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Self

from portal.core.richtext import CleanHTML, clean_html
from portal.core.text import Form, search_forms
from portal.front.seeding.words import Topic, read_words

_VARIANTS = 4
"""How often each pattern is filled anew for one topic in one place."""
_SHORTEST, _LONGEST = 10, 14
"""Sentences in a body: 220 to 380 words."""
_PER_PARAGRAPH = 3
_REFERS_TO = "Hồ sơ lưu tại Văn phòng UBND thành phố với số"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A piece of text with its words as the search index codes them."""

    text: str
    words: tuple[Form, ...]

    @classmethod
    def of(cls, text: str) -> Self:
        """Return the phrase of a plain text, which must be fit for HTML as it is."""
        if clean_html(f"<p>{text}</p>") != f"<p>{text}</p>":
            raise ValueError(f"not plain or not normalised: {text!r}")
        return cls(text, tuple(search_forms(text)))


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph or heading."""

    text: str
    plain: str
    words: list[Form]

    @classmethod
    def of(cls, tag: str, phrases: list[Phrase]) -> Self:
        """Return the element `tag` that says the phrases one after the other."""
        plain = " ".join(said.text for said in phrases)
        return cls(f"<{tag}>{plain}</{tag}>", plain, [w for said in phrases for w in said.words])


@dataclass(frozen=True)
class Pool:
    """The phrases of one topic in one place."""

    titles: list[Phrase]
    summaries: list[Phrase]
    sentences: list[list[Phrase]]
    """The fillings of each pattern; a body says each thing once."""


@dataclass(frozen=True)
class Text:
    """An article without its people, categories and dates."""

    topic: Topic
    title: str
    summary: str
    body: CleanHTML
    plain: str
    """The body without its tags."""
    words: list[Sequence[Form]]
    """The coded words of title, summary and body."""


@cache
def _phrase(text: str) -> Phrase:
    return Phrase.of(text)


class Writer:
    """Writes texts; the same randomness gives the same ones."""

    def __init__(self, source: random.Random) -> None:
        self._random = source
        self._words = read_words()
        self._pools: dict[tuple[int, str], Pool] = {}

    def write(self) -> Text:
        """Return the next text."""
        choose = self._random.choice
        number, place = self._random.randrange(len(self._words.topics)), choose(self._words.places)
        pool = self._pools.get((number, place)) or self._fill_pool(number, place)
        title, summary = choose(pool.titles), choose(pool.summaries)
        parts = self._body(pool)
        return Text(
            topic=self._words.topics[number],
            title=title.text,
            summary=summary.text,
            body=CleanHTML("".join(part.text for part in parts)),
            plain=" ".join(part.plain for part in parts),
            words=[title.words, summary.words, _joined_words(parts)],
        )

    def person(self) -> str:
        """Return the name of somebody."""
        choose = self._random.choice
        names = (self._words.family_names, self._words.middle_names, self._words.given_names)
        return " ".join(choose(part) for part in names)

    def _body(self, pool: Pool) -> list[Part]:
        length = self._random.randint(_SHORTEST, _LONGEST)
        choose = self._random.choice
        sentences = [choose(said) for said in self._random.sample(pool.sentences, length)]
        middle = length // 2
        heading, refers = _phrase(choose(self._words.headings)), _phrase(_REFERS_TO)
        # Hardly any two bodies have this number: it is what a search for a rare word finds.
        number = self._random.randrange(1, 1_000_000)
        refers_to = Phrase(f"{number}/UBND-VP.", tuple(search_forms(f"{number}/UBND-VP")))
        return [
            *_paragraphs(sentences[:middle]),
            Part.of("h2", [heading]),
            *_paragraphs(sentences[middle:]),
            Part.of("p", [refers, refers_to]),
        ]

    def _fill_pool(self, number: int, place: str) -> Pool:
        topic = self._words.topics[number]
        pool = Pool(
            titles=[p for pattern in topic.titles for p in self._fill(pattern, place)],
            summaries=[p for pattern in topic.summaries for p in self._fill(pattern, place)],
            sentences=[
                self._fill(pattern, place) for pattern in topic.sentences + self._words.sentences
            ],
        )
        self._pools[number, place] = pool
        return pool

    def _fill(self, pattern: str, place: str) -> list[Phrase]:
        """Fill a pattern several times; fillings that come out alike count once."""
        texts = dict.fromkeys(self._fill_once(pattern, place) for _ in range(_VARIANTS))
        return [Phrase.of(text) for text in texts]

    def _fill_once(self, pattern: str, place: str) -> str:
        choose = self._random.choice
        text = pattern.format(
            place=place,
            street=choose(self._words.streets),
            person=self.person(),
            unit=choose(self._words.units),
            n=self._random.randint(3, 98),
            many=f"{self._random.randint(100, 9_900):,}".replace(",", "."),
            day=choose(self._words.days),
        )
        return text[0].upper() + text[1:]


def _paragraphs(sentences: list[Phrase]) -> list[Part]:
    groups = [sentences[i : i + _PER_PARAGRAPH] for i in range(0, len(sentences), _PER_PARAGRAPH)]
    return [Part.of("p", group) for group in groups]


def _joined_words(parts: list[Part]) -> list[Form]:
    return [form for part in parts for form in part.words]
