"""Writing the search index; nothing else does."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType

from portal.core.content import Publishable
from portal.core.search.models import SearchEntry
from portal.core.text import fold

MAX_WORDS = 600_000
"""Characters of an entry; PostgreSQL refuses vectors of more than a megabyte."""


def entry_for(
    item: Publishable, content_type: ContentType, *, words: str | None = None
) -> SearchEntry:
    """Return the entry that `item` should have, not yet stored.

    `words` are the folded words of the item, for callers that have them already.
    """
    return SearchEntry(
        content_type=content_type,
        object_id=item.pk,
        status=item.status,
        published_at=item.published_at,
        expires_at=item.expires_at,
        words=(fold(item.search_text()) if words is None else words)[:MAX_WORDS],
    )


def write(items: Iterable[Publishable]) -> int:
    """Store the entries of `items`, all of one content type; return how many they were."""
    return store(
        entry_for(item, ContentType.objects.get_for_model(item, for_concrete_model=True))
        for item in items
    )


def store(entries: Iterable[SearchEntry]) -> int:
    """Store entries, in place of older ones of the same items; return how many they were."""
    stored = SearchEntry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["content_type", "object_id"],
        update_fields=["status", "published_at", "expires_at", "words"],
        batch_size=500,
    )
    return len(stored)


def on_stored(item: Publishable, **kwargs: object) -> None:
    """Listener of `signals.stored`: index the item within its own transaction."""
    write([item])


def on_removed(item: Publishable, **kwargs: object) -> None:
    """Listener of `signals.removed`: a deleted draft leaves the index with its row."""
    SearchEntry.objects.of_type(type(item)).filter(object_id=item.pk).delete()
