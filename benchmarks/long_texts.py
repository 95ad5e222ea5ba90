"""Articles of ten thousand words, made of those of the demo, and what editors do to them."""

import random
import re
from datetime import date
from itertools import accumulate

from portal.core.richtext import clean_html
from portal.core.text import plain_text, word_count
from portal.front.demo.texts import read_articles

WORDS = 10_000


def long_body() -> str:
    """Return clean HTML of about ten thousand words."""
    return _joined([article.body for article in read_articles(date(2026, 5, 20))])


def replaced() -> str:
    """Return another text as long, of which most is not in `long_body`."""
    return _joined([article.body for article in read_articles(date(2026, 5, 20))][::-1])


def scattered(body: str, *, seed: int, edits: int = 60) -> str:
    """Return `body` with words changed, added and taken out here and there."""
    dice = random.Random(seed)
    words = re.split("( )", body)
    plain = [place for place, word in enumerate(words) if word.isalpha()]
    for place in dice.sample(plain, edits):
        words[place] = dice.choice(["sửa lại", "", f"{words[place]} thêm vào"])
    return str(clean_html("".join(words)))


def _joined(bodies: list[str]) -> str:
    lengths = accumulate(word_count(plain_text(body)) for body in bodies)
    enough = next((n for n, length in enumerate(lengths, 1) if length >= WORDS), len(bodies))
    return str(clean_html("".join(bodies[:enough])))
