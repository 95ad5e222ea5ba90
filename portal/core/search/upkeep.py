"""Comparing the index with the content, and making it right again while the portal runs."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connections, transaction
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from portal.core.content import Publishable, content_models
from portal.core.search import full_text, index, vocabulary
from portal.core.search.models.entries import SearchEntry, SearchEntryQuerySet

BATCH = 500
Progress = Callable[[int, int], object]


def total() -> int:
    """Return how many items there are to look at."""
    return sum(model._default_manager.count() for model in content_models())


def repair(progress: Progress = lambda seen, written: None, *, anew: bool = False) -> int:
    """Write every entry that is missing or not right (`anew`: every entry); return how many.

    Each batch is a transaction of its own: whoever stops it can start it again, and what is
    right already is not written twice.  Searching goes on meanwhile.
    """
    full_text.ensure()
    seen = written = 0
    for model in content_models():
        for batch in _batches(model):
            done = index.write(batch if anew else index.wrong(batch))
            seen, written = seen + len(batch), written + done
            progress(seen, written)
    orphans().delete()
    if written:
        vocabulary.recount()
    return written


def differences(progress: Progress = lambda seen, wrong: None) -> int:
    """Return how many items have no entry, or a wrong one, and how many entries no item."""
    seen = wrong = 0
    for model in content_models():
        for batch in _batches(model):
            wrong += len(index.wrong(batch))
            seen += len(batch)
            progress(seen, wrong)
    return wrong + orphans().count()


def orphans() -> SearchEntryQuerySet:
    """Return the entries whose item is gone.

    A look-up for each entry: with NOT IN, PostgreSQL reads all items for each of them once they
    are more than its memory for a query holds.
    """
    types = {model: ContentType.objects.get_for_model(model) for model in content_models()}
    gone = ~Q(content_type__in=types.values())
    for model, content_type in types.items():
        item = model._default_manager.filter(pk=OuterRef("object_id"))
        gone |= Q(~Exists(item), content_type=content_type)
    return SearchEntry.objects.filter(gone)


def _batches(model: type[Publishable]) -> Iterator[list[Publishable]]:
    """Yield all items by their numbers, each batch within a transaction that holds its rows.

    Read and written in one transaction: an edit in between is not overwritten.
    """
    rows: QuerySet[Any] = model._default_manager.order_by("pk")
    rows = rows.select_related(*model.search_joins or [None]).prefetch_related(*model.hanging_rows)
    last = 0
    while True:
        with transaction.atomic():
            batch = list(
                rows.select_for_update(of=("self",), no_key=True).filter(pk__gt=last)[:BATCH]
            )
            if not batch:
                return
            yield batch
        last = batch[-1].pk


def tables_are_complete(using: str) -> bool:
    """Return whether the tables of the index and of all content are as the models say."""
    tables = connections[using].introspection
    with connections[using].cursor() as cursor:
        names = set(tables.table_names(cursor))
        models: list[type[Model]] = [SearchEntry, *content_models()]
        for model in models:
            if model._meta.db_table not in names:
                return False
            columns = tables.get_table_description(cursor, model._meta.db_table)
            wanted = {field.column for field in model._meta.concrete_fields}
            if not wanted <= {column.name for column in columns}:
                return False
    return True


def repair_if_empty() -> None:
    """Write all entries if there are none, as after an update of how words are coded."""
    has_content = any(model._default_manager.exists() for model in content_models())
    if has_content and not SearchEntry.objects.exists():
        repair()
