"""Composing made-up texts from phrases that are filled, cleaned and folded once.

Folding the body of every one of a million articles would take longer than storing it.  Here a
text is a join of phrases, and its folded words are the join of theirs: the same words that
`fold` gives for the whole (a test compares).
"""

import random
from dataclasses import dataclass
from functools import cache
from typing import Self

from portal.core.richtext import CleanHTML, clean_html
from portal.core.text import fold
from portal.front.seeding.words import Topic, read_words

_VARIANTS = 4
"""How often each pattern is filled anew for one topic in one place."""
_SHORTEST, _LONGEST = 10, 14
"""Sentences in a body: 220 to 380 words."""
_PER_PARAGRAPH = 3
_REFERS_TO = "Hồ sơ lưu tại Văn phòng UBND thành phố với số"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A piece of text with its folded words."""

    text: str
    words: str

    @classmethod
    def of(cls, text: str) -> Self:
        """Return the phrase of a plain text, which must be fit for HTML as it is."""
        if clean_html(f"<p>{text}</p>") != f"<p>{text}</p>":
            raise ValueError(f"not plain or not normalised: {text!r}")
        return cls(text, fold(text))


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
    words: str
    """What `fold` gives for title, summary and body."""


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
        body, body_words = self._body(pool)
        return Text(
            topic=self._words.topics[number],
            title=title.text,
            summary=summary.text,
            body=body,
            words=f"{title.words} {summary.words} {body_words}",
        )

    def person(self) -> str:
        """Return the name of somebody."""
        choose = self._random.choice
        names = (self._words.family_names, self._words.middle_names, self._words.given_names)
        return " ".join(choose(part) for part in names)

    def _body(self, pool: Pool) -> tuple[CleanHTML, str]:
        length = self._random.randint(_SHORTEST, _LONGEST)
        choose = self._random.choice
        sentences = [choose(said) for said in self._random.sample(pool.sentences, length)]
        middle = length // 2
        heading, refers = _phrase(choose(self._words.headings)), _phrase(_REFERS_TO)
        # Hardly any two bodies have this number: it is what a search for a rare word finds.
        number = self._random.randrange(1, 1_000_000)
        parts = [
            *_paragraphs(sentences[:middle]),
            Phrase(f"<h2>{heading.text}</h2>", heading.words),
            *_paragraphs(sentences[middle:]),
            Phrase(f"<p>{refers.text} {number}/UBND-VP.</p>", f"{refers.words} {number} ubnd vp"),
        ]
        return CleanHTML("".join(part.text for part in parts)), _joined_words(parts)

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


def _paragraphs(sentences: list[Phrase]) -> list[Phrase]:
    groups = [sentences[i : i + _PER_PARAGRAPH] for i in range(0, len(sentences), _PER_PARAGRAPH)]
    return [
        Phrase(f"<p>{' '.join(said.text for said in group)}</p>", _joined_words(group))
        for group in groups
    ]


def _joined_words(phrases: list[Phrase]) -> str:
    return " ".join(phrase.words for phrase in phrases)
