"""Measures searching in the database that the settings name; `search.py` starts it.

python -m benchmarks.search_worker fill COUNT | time COUNT | quality COUNT
"""

import gc
import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

import django

django.setup()

from django.test import Client  # noqa: E402 -- needs the settings
from django.urls import reverse  # noqa: E402

from benchmarks import archive  # noqa: E402
from benchmarks.corpus import Draft  # noqa: E402
from news.models import Article  # noqa: E402
from portal.core.search.find import find  # noqa: E402
from portal.core.search.models import SearchEntry, SearchWord  # noqa: E402
from portal.core.search.query import parse  # noqa: E402
from portal.core.text import fold  # noqa: E402

SEEN = 20
"""Results in which the article that was looked for has to be."""
PER_CLASS, WARM_UP = 100, 5


def main() -> None:
    what, count = sys.argv[1], int(sys.argv[2])
    work: dict[str, Callable[[int], Any]] = {"fill": fill, "time": times, "quality": quality}
    for line in work[what](count):
        print(json.dumps(line), flush=True)


def fill(count: int) -> Iterator[dict[str, Any]]:
    """Make the archive; tell how long that took and how much it weighs."""
    rates = archive.fill(count)
    yield {"rates": asdict(rates), "bytes": archive.sizes()}


def times(count: int) -> Iterator[dict[str, Any]]:
    """Ask for result pages and suggestions, a class of queries after the other."""
    client = Client()
    page, suggestions = reverse("front:search"), reverse("front:suggestions")
    for name, queries in _classes(count).items():
        address = suggestions if name.startswith("as one types") else page
        for query in queries[:WARM_UP]:
            client.get(address, {"q": query})
        gc.collect()
        taken = sorted(_seconds(client, address, query) * 1_000 for query in queries)
        yield {
            "class": name,
            "p50": statistics.median(taken),
            "p95": taken[int(len(taken) * 0.95)],
            "most": taken[-1],
            "example": queries[0],
        }


def _seconds(client: Client, address: str, query: str) -> float:
    begin = time.perf_counter()
    answer = client.get(address, {"q": query})
    taken = time.perf_counter() - begin
    if answer.status_code != 200:
        sys.exit(f"{query!r}: {answer.status_code}")
    return taken


def _classes(count: int) -> dict[str, list[str]]:
    """Return the queries of each class, drawn from the articles themselves."""
    source = random.Random(7)
    numbers = source.sample(range(count), PER_CLASS)
    known = archive.drafts(set(numbers), count)
    some = [known[number] for number in numbers]
    words = SearchWord.objects.filter(folded__gte="a").order_by("-entries")
    common = list(words.values_list("folded", flat=True)[:60])
    frequent = {fold(word): word for draft in some for word in draft.body}
    return {
        "one common word": common[:40],
        "one common word, accents": [frequent[word] for word in common if word in frequent],
        "one word": [fold(source.choice(draft.body)) for draft in some],
        "two words side by side": [fold(_side_by_side(source, draft.body, 2)) for draft in some],
        "the same, accents": [_side_by_side(source, draft.body, 2) for draft in some],
        "two common words": [" ".join(source.sample(common, 2)) for _ in some],
        "four words of a title": [fold(_side_by_side(source, draft.title, 4)) for draft in some],
        "five words of a text": [fold(_side_by_side(source, draft.body, 5)) for draft in some],
        "the same five, accents": [_side_by_side(source, draft.body, 5) for draft in some],
        "phrase in quotes": [f'"{_side_by_side(source, draft.body, 3)}"' for draft in some],
        "number of a document": [f"{number}/QĐ-UBND" for number in numbers],
        "nothing to be found": [f"{fold(draft.body[0])} zqx{n}" for n, draft in enumerate(some)],
        "as one types, two letters": [fold(draft.title[0])[:2] for draft in some],
        "as one types, longer": [fold(" ".join(draft.title[:3]))[:-1] for draft in some],
    }


def _side_by_side(source: random.Random, words: list[str], count: int) -> str:
    first = source.randint(0, max(0, len(words) - count))
    return " ".join(words[first : first + count])


def quality(count: int) -> Iterator[dict[str, Any]]:
    """Look for known articles by some of their words; tell how often and where they stand."""
    source = random.Random(11)
    numbers = source.sample(range(count), min(150, count))
    known = archive.drafts(set(numbers), count)
    first = Article.objects.filter(created_by__username="bench").order_by("pk")[0].pk
    kinds: dict[str, Callable[[Draft], str]] = {
        "3–4 title words side by side, no accents": lambda d: fold(
            _side_by_side(source, d.title, source.choice((3, 4)))
        ),
        "the same, accents": lambda d: _side_by_side(source, d.title, source.choice((3, 4))),
        "4 scattered title words, no accents": lambda d: fold(
            " ".join(source.sample(d.title, min(4, len(d.title))))
        ),
        "the same, accents, scattered": lambda d: " ".join(
            source.sample(d.title, min(4, len(d.title)))
        ),
        "5 words of the text side by side, no accents": lambda d: fold(
            _side_by_side(source, d.body, 5)
        ),
        "the same five, accents": lambda d: _side_by_side(source, d.body, 5),
    }
    for name, words in kinds.items():
        ranks = [_rank(words(known[number]), first + number) for number in numbers]
        hits = [rank for rank in ranks if rank]
        yield {
            "kind": name,
            "hit": len(hits) / len(ranks),
            "mrr": sum(1 / rank for rank in hits) / len(ranks),
        }


def _rank(query: str, number: int) -> int:
    """Return the place of the article among the results, or 0."""
    found = find(parse(query), SearchEntry.objects.published()).found[:SEEN]
    numbers = [entry.object_id for entry in found]
    return numbers.index(number) + 1 if number in numbers else 0


if __name__ == "__main__":
    main()
