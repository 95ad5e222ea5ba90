"""An archive of made-up articles (`corpus.py`) in the database that the settings name."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from html import escape

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from benchmarks.corpus import Corpus, Draft
from categories.models import Category
from news.models import Article
from portal.core.accounts.models import User
from portal.core.content import Status
from portal.core.search import full_text, index, upkeep, vocabulary
from portal.core.text import vi_slug

_BATCH = 1_000
_YEARS = 6
_BENT = 1.6
"""Above 1: more articles lie near the present than near the beginning."""


@dataclass(frozen=True)
class Rates:
    """Articles a second."""

    stored: float
    first_indexed: float
    """Into an empty index, with the time that making PostgreSQL's index takes."""
    indexed_again: float
    """While the portal runs."""
    compared: float
    """Found to be right already."""


def fill(count: int) -> Rates:
    """Store `count` articles, index them, and index some of them once more."""
    call_command("migrate", verbosity=0)
    begin = time.perf_counter()
    for drafts in _batches(count):
        _store(drafts, count)
    stored = count / (time.perf_counter() - begin)
    begin = time.perf_counter()
    with full_text.left_out():
        upkeep.repair()
    _analyze()
    first = count / (time.perf_counter() - begin)
    return Rates(stored, first, _again(min(count, 5_000)), _compared(min(count, 20_000)))


def drafts(numbers: set[int], count: int) -> dict[int, Draft]:
    """Return the drafts of these numbers, counted from 0, written once more."""
    corpus = Corpus()
    return {n: draft for n in range(count) if (draft := corpus.write()) and n in numbers}


def _batches(count: int) -> Iterator[list[tuple[int, Draft]]]:
    corpus = Corpus()
    for first in range(0, count, _BATCH):
        yield [(n, corpus.write()) for n in range(first, min(first + _BATCH, count))]


def _store(drafts: list[tuple[int, Draft]], total: int) -> None:
    account = User.objects.get_or_create(username="bench")[0]
    categories = list(Category.objects.values_list("pk", flat=True))
    now = timezone.now()
    span = timedelta(days=365 * _YEARS)
    Article.objects.bulk_create(
        Article(
            title=" ".join(draft.title).capitalize(),
            slug=vi_slug(" ".join(draft.title)),
            summary=" ".join(draft.body[:30]).capitalize() + ".",
            body=f"<p>{escape(' '.join(draft.body))}</p><p>Quyết định số {number}/QĐ-UBND.</p>",
            category_id=categories[number * number % len(categories)],
            status=Status.PUBLISHED,
            published_at=(at := now - span * (1 - number / total) ** _BENT),
            first_published_at=at,
            version=1,
            created_by=account,
            updated_by=account,
        )
        for number, draft in drafts
    )


def _again(count: int) -> float:
    begin = time.perf_counter()
    for first in range(0, count, upkeep.BATCH):
        index.write(
            Article.objects.order_by("pk")
            .select_related("category")
            .prefetch_related(*Article.hanging_rows)[first : first + upkeep.BATCH]
        )
    return count / (time.perf_counter() - begin)


def _compared(count: int) -> float:
    begin = time.perf_counter()
    rows = Article.objects.order_by("pk").select_related("category")
    for first in range(0, count, upkeep.BATCH):
        index.wrong(list(rows.prefetch_related(*Article.hanging_rows)[first : first + 500]))
    return count / (time.perf_counter() - begin)


def _analyze() -> None:
    vocabulary.recount()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def sizes() -> dict[str, int]:
    """Return the bytes of the texts, of the entries with their words, and of the index of words."""
    statements = _SIZES[connection.vendor]
    with connection.cursor() as cursor:
        found = {}
        for name, statement in statements.items():
            cursor.execute(statement)
            found[name] = int(cursor.fetchone()[0])
    return found


_SIZES = {
    "postgresql": {
        "texts": "SELECT sum(octet_length(body)) FROM news_article",
        "entries": "SELECT pg_table_size('search_searchentry')",
        "index of words": "SELECT pg_relation_size('search_entry_words')",
    },
    "sqlite": {
        "texts": "SELECT sum(length(CAST(body AS BLOB))) FROM news_article",
        "entries": "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'search_searchentry%'",
        "index of words": "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'search_words_%'",
    },
}
