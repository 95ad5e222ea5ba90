"""Writing the search index; nothing else does."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from django.contrib.contenttypes.models import ContentType

from portal.core.content import Publishable
from portal.core.search import vocabulary
from portal.core.search.models.entries import SearchEntry
from portal.core.search.words import IndexedWords, digest, indexed_words

_PLAIN = ("status", "published_at", "expires_at", "filed_under", "digest")
"""Columns by which an entry is known to be right."""
_WORDS = ("title", "title_exact", "words", "words_exact", "marks")


def entry_for(
    item: Publishable,
    content_type: ContentType,
    *,
    parts: list[str] | None = None,
    words: IndexedWords | None = None,
) -> SearchEntry:
    """Return the entry that `item` should have, not yet stored.

    `parts` are its texts (`search_parts`) and `words` their words, for callers that have them.
    """
    parts = item.search_parts() if parts is None else parts
    entry = _plain_entry(item, content_type, parts)
    coded = words or indexed_words(item.title, parts, entry.published_at)
    for name, text in asdict(coded).items():
        setattr(entry, name, text)
    return entry


def _plain_entry(item: Publishable, content_type: ContentType, parts: list[str]) -> SearchEntry:
    """Return the entry without its words, which cost the most."""
    return SearchEntry(
        content_type=content_type,
        object_id=item.pk,
        status=item.status,
        published_at=item.published_at,
        expires_at=item.expires_at,
        filed_under=item.filed_under,
        digest=digest(item.title, parts),
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
        update_fields=[*_PLAIN, *_WORDS],
        batch_size=500,
    )
    vocabulary.learn(stored)
    return len(stored)


def wrong(items: Sequence[Publishable]) -> list[Publishable]:
    """Return those of `items`, all of one content type, whose entry is missing or not right."""
    if not items:
        return []
    content_type = ContentType.objects.get_for_model(items[0], for_concrete_model=True)
    numbers = [item.pk for item in items]
    rows = SearchEntry.objects.filter(content_type=content_type, object_id__in=numbers)
    entries = {entry.object_id: entry for entry in rows.only("object_id", *_PLAIN)}
    return [
        item
        for item in items
        if item.pk not in entries
        or _differ(entries[item.pk], _plain_entry(item, content_type, item.search_parts()))
    ]


def _differ(stored: SearchEntry, right: SearchEntry) -> bool:
    return any(getattr(stored, name) != getattr(right, name) for name in _PLAIN)


def on_stored(item: Publishable, **kwargs: object) -> None:
    """Listener of `signals.stored`: index the item within its own transaction."""
    write([item])


def on_removed(item: Publishable, **kwargs: object) -> None:
    """Listener of `signals.removed`: a deleted draft leaves the index with its row."""
    SearchEntry.objects.of_item(item).delete()
