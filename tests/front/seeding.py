"""How the tests seed made-up articles: few, and soon made."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command

from portal.front.seeding import prose
from portal.front.seeding.words import read_words

COUNT = 60


@contextmanager
def few_words() -> Iterator[None]:
    """Leave one wording of each sentence about one place, which is enough to look at."""
    words = read_words()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prose, "_VARIANTS", 1)
        patch.setattr(prose, "read_words", lambda: replace(words, places=words.places[:1]))
        yield


def seed(*arguments: str) -> str:
    """Run the command and return what it prints."""
    output = StringIO()
    call_command("seed_articles", f"--count={COUNT}", "--authors=5", *arguments, stdout=output)
    return output.getvalue()
