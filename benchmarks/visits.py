"""What readers ask for: kinds of pages in given shares, and of each kind a few very often.

Pages follow Zipf's law: the second is asked for half as often as the first, the third a third.
"""

import random
from bisect import bisect
from collections.abc import Mapping, Sequence
from itertools import accumulate

Visit = tuple[str, str]
"""Kind and address."""

READERS = {
    "home": 26, "category": 14, "article": 46, "author": 1, "tag": 2, "page": 2, "archive": 2,
    "search": 3, "feed": 4,
}  # fmt: skip
"""How readers' requests are divided, in percent."""
CRAWLERS = {"article": 70, "category": 10, "tag": 8, "author": 4, "sitemap": 4, "archive": 4}


class Zipf:
    """One of several, the first ones most often."""

    def __init__(self, choices: Sequence[str]) -> None:
        self._choices = choices
        self._sums = list(accumulate(1 / rank for rank in range(1, len(choices) + 1)))

    def draw(self, dice: random.Random) -> str:
        """Return one."""
        return self._choices[bisect(self._sums, dice.random() * self._sums[-1])]


class Visits:
    """Draws visits; each thread has dice of its own."""

    def __init__(self, pages: Mapping[str, Sequence[str]]) -> None:
        self._pages = {kind: choices for kind, choices in pages.items() if choices}
        self._popular = {kind: Zipf(choices) for kind, choices in self._pages.items()}
        self._readers = [kind for kind in READERS if kind in self._pages]
        self._crawlers = [kind for kind in CRAWLERS if kind in self._pages]

    def of_reader(self, dice: random.Random) -> Visit:
        """Return where a reader goes."""
        kind = dice.choices(self._readers, [READERS[each] for each in self._readers])[0]
        return kind, self._popular[kind].draw(dice)

    def of_crawler(self, dice: random.Random) -> Visit:
        """Return what a search engine fetches: anything, however old."""
        kind = dice.choices(self._crawlers, [CRAWLERS[each] for each in self._crawlers])[0]
        return kind, dice.choice(self._pages[kind])
