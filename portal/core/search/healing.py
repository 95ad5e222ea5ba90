"""Entries whose words are out of date, and writing them anew behind the back of whoever waits.

When a category of ten thousand articles is renamed, nobody should wait for ten thousand entries.
They are marked in the transaction of the change; a few are written at once when it is committed,
the rest by a thread.  Should the process die, they stay marked: the next save of anything goes on
with them, and so does `reindex`.
"""

import threading
from itertools import groupby

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import QuerySet

from portal.core.content import Publishable
from portal.core.search import index
from portal.core.search.models import SearchEntry

AT_ONCE = 100
"""Entries that are written before the answer."""

_one_thread = threading.Lock()


def on_words_changed(items: QuerySet[Publishable], **kwargs: object) -> None:
    """Listener of `signals.words_changed`: mark the entries of `items`."""
    entries = SearchEntry.objects.of_type(items.model).filter(object_id__in=items.values("pk"))
    if entries.update(digest=""):
        transaction.on_commit(heal_soon)


def on_public_changed(**kwargs: object) -> None:
    """Listener of `signals.public_changed`: go on with what a process that died has left."""
    if SearchEntry.objects.filter(digest="").exists():
        heal_soon()


def heal_soon() -> None:
    """Write a few of the marked entries now, and start a thread if there are more."""
    if heal() == AT_ONCE and _one_thread.acquire(blocking=False):
        threading.Thread(target=_heal_all, name="search-healing", daemon=True).start()


def heal(limit: int = AT_ONCE) -> int:
    """Write at most `limit` of the marked entries anew; return how many there were."""
    with transaction.atomic():
        marked = SearchEntry.objects.filter(digest="").order_by("id")[:limit]
        rows = list(marked.values_list("content_type_id", "object_id"))
        for type_id, group in groupby(sorted(rows), key=lambda row: row[0]):
            _write(ContentType.objects.get_for_id(type_id), [number for _, number in group])
    return len(rows)


def _write(content_type: ContentType, numbers: list[int]) -> None:
    """Write the entries of the items with these numbers; drop those whose item is gone."""
    model = content_type.model_class()
    if model is not None and issubclass(model, Publishable):
        items = model._default_manager.select_for_update(of=("self",), no_key=True).filter(
            pk__in=numbers
        )
        index.write(items.prefetch_related(*model.hanging_rows))
    entries = SearchEntry.objects.filter(content_type=content_type, object_id__in=numbers)
    entries.filter(digest="").delete()


def _heal_all() -> None:
    try:
        while heal():
            pass
    finally:
        _one_thread.release()
        connection.close()
