"""The search index: one table for every content type."""

from datetime import datetime
from typing import NamedTuple, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from portal.core.content import Publishable, Status, Windowed, WindowedQuerySet
from portal.core.search.fields import WordsField
from portal.core.text import fold

FEW = 2_000
"""So many hits are sorted here rather than by the database, see `few`."""


class Found(NamedTuple):
    """An item that a search has found, in the order of their dates."""

    published_at: datetime | None
    object_id: int
    content_type_id: int


class SearchEntryQuerySet(WindowedQuerySet["SearchEntry"]):
    """Questions to the index."""

    def matching(self, text: str) -> Self:
        """Return the entries that hold every word of `text`, typed with accents or without."""
        words = list(dict.fromkeys(fold(text).split()))
        return self.filter(words__has=words) if words else self.none()

    def matching_so_far(self, text: str) -> Self:
        """Return the same while the last word of `text` is still being typed."""
        words = fold(text).split()
        return self.filter(words__has_so_far=words) if words else self.none()

    def of_type(self, model: type[Publishable]) -> Self:
        """Return the entries of one content type."""
        return self.filter(content_type=ContentType.objects.get_for_model(model))

    def few(self) -> list[Found] | None:
        """Return what was found, in no order, or None if it is not few.

        A database keeps no statistics of rare words and takes them for less rare than they
        are.  Asked for the newest hits of one, it walks the whole archive by date; asked for
        any hits, it looks into the index of words.
        """
        found = self.order_by()._found(FEW + 1)
        return found if len(found) <= FEW else None

    def newest(self, limit: int) -> list[Found]:
        """Return the newest of what was found, `limit` of them at most."""
        few = self.few()
        if few is None:
            return self.order_by("-published_at", "-object_id")._found(limit)
        return sorted(few, reverse=True)[:limit]

    def _found(self, limit: int) -> list[Found]:
        return [Found(*row) for row in self.values_list(*Found._fields)[:limit]]


class SearchEntry(Windowed):
    """The folded words of one item, with the columns that decide who may find it.

    The window is copied from the item in the transaction that changes it, so the index answers
    for drafts (on the desk) and for the public alike.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    words = WordsField()

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "mục tìm kiếm"
        verbose_name_plural = "mục tìm kiếm"
        constraints = [
            models.UniqueConstraint(
                name="search_entry_one_per_item", fields=["content_type", "object_id"]
            )
        ]
        indexes = [
            # A common word matches many entries: walking the newest is quicker than sorting all.
            models.Index(
                fields=["-published_at", "-object_id"],
                name="search_entry_public_date",
                condition=Q(status=Status.PUBLISHED),
            )
        ]

    def __str__(self) -> str:
        return f"{self.content_type_id}/{self.object_id}"
