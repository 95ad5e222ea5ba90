"""Made-up texts in which searching is as hard as in real news, in any number.

Nobody can read them: their words are drawn, not written.  What a search meets is like what it
meets in Vietnamese news: a word is one to four syllables; a few words are everywhere and most are
rare (Zipf); syllables differ by accents alone; an article has a topic whose words come again and
again, in its title too.  The sentences of `seed_articles` say the same things over and over, so
that no phrase of theirs tells one article from another.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, product
from typing import Generic, TypeVar
from unicodedata import normalize

from portal.core.search.common import COMMON
from portal.core.text import fold

_ONSETS = (
    "b c ch d đ g gh gi h k kh l m n ng ngh nh ph qu r s t th tr v x".split()  # noqa: SIM905
)
_RIMES = (
    "a ai ao an am ang anh au ay ac at ach ăn ăm ăng ăc ăt ân âm âng âu ây âc ât âp e en eo ê ên"
    " êm êu ênh êt i in inh iu ich it ia iên iêm iêu iêt o oi on ong oc ot oa oan oang oai ô ôi ôn"
    " ông ôc ôt ơ ơi ơn ơt u ui un ung uc ut ua uôn uông uôc uy uyên uyêt ư ưng ưc ưa ươi ươn ương"
)
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_TWO, _LONGER = 25_000, 6_000
"""Words of two syllables, and of three or four."""
_TOPICS, _WORDS_OF_TOPIC, _SHARE_OF_TOPIC = 2_000, 150, 0.35
_SYLLABLES_PER_WORD = 1.55

Thing = TypeVar("Thing")
Word = tuple[str, ...]


@dataclass(frozen=True)
class Draft:
    """An article of syllables."""

    title: list[str]
    body: list[str]


class _Drawn(Generic[Thing]):
    """Draws things, the first most often: the n-th 1/(n + `flat`) as often."""

    def __init__(self, things: Sequence[Thing], flat: float) -> None:
        self._things = things
        self._weights = list(accumulate(1 / (rank + flat) for rank in range(len(things))))

    def draw(self, source: random.Random, count: int) -> list[Thing]:
        return source.choices(self._things, cum_weights=self._weights, k=count)


class Corpus:
    """Writes drafts; the same seed gives the same ones."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)
        syllables = _syllables(self._random)
        words = self._words(syllables)
        self._all = _Drawn(words, flat=6)
        topics = [
            [words[int(len(words) * self._random.random() ** 2.2)] for _ in range(_WORDS_OF_TOPIC)]
            for _ in range(_TOPICS)
        ]
        self._topics = _Drawn([_Drawn(topic, flat=4) for topic in topics], flat=10)

    def write(self) -> Draft:
        """Return the next article, of 180 to 420 syllables."""
        source = self._random
        count = int(source.randint(180, 420) / _SYLLABLES_PER_WORD)
        first, second = self._topics.draw(source, 2)
        of_topic = int(count * _SHARE_OF_TOPIC)
        body = [
            *self._all.draw(source, count - of_topic),
            *first.draw(source, of_topic * 2 // 3),
            *second.draw(source, of_topic // 3),
        ]
        source.shuffle(body)
        title = [*first.draw(source, 3), *self._all.draw(source, 2), *source.sample(body, 2)]
        source.shuffle(title)
        return Draft(_flat(title)[:14], _flat(body))

    def _words(self, syllables: list[str]) -> list[Word]:
        """Return all words, the most frequent first: single syllables stand at the head."""
        source = self._random
        drawn = _Drawn(syllables, flat=90)
        single = [(syllable,) for syllable in syllables[:2_500]]
        longer = {tuple(drawn.draw(source, 2)) for _ in range(_TWO)}
        longer |= {tuple(drawn.draw(source, source.choice((3, 3, 4)))) for _ in range(_LONGER)}
        others = sorted(longer)
        source.shuffle(others)
        words: list[Word] = []
        while single and others:
            rank = len(words)
            share = 0.62 if rank < 300 else 0.25 if rank < 3_000 else 0.06
            words.append(single.pop(0) if source.random() < share else others.pop())
        return words + others


def _flat(words: Iterable[Word]) -> list[str]:
    return [syllable for word in words for syllable in word]


def _syllables(source: random.Random) -> list[str]:
    """Return syllables in the order of their frequency, those of `COMMON` first."""
    made = [
        f"{onset}{_with_tone(rime, tone)}"
        for onset, rime, tone in product(_ONSETS, _RIMES.split(), _TONES)
        if source.random() < 0.2
    ]
    source.shuffle(made)
    return sorted(made, key=lambda syllable: fold(syllable) not in COMMON)


def _with_tone(rime: str, tone: str) -> str:
    """Put the tone on the letter that has a mark already, or on the first vowel."""
    vowels = [place for place, char in enumerate(rime) if normalize("NFD", char)[0] in "aeiouy"]
    marked = [place for place in vowels if len(normalize("NFD", rime[place])) > 1]
    place = marked[-1] if marked else vowels[0]
    return rime[:place] + normalize("NFC", rime[place] + tone) + rime[place + 1 :]
