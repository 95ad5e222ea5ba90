"""The search index: one table for every content type."""

from typing import Self

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from portal.core.content import Publishable, Status
from portal.core.search.fields import WordsField
from portal.core.windows import Windowed, WindowedQuerySet


class SearchEntryQuerySet(WindowedQuerySet["SearchEntry"]):
    """Which entries a search looks at."""

    def of_type(self, model: type[Publishable]) -> Self:
        """Return the entries of one content type."""
        return self.filter(content_type=ContentType.objects.get_for_model(model))

    def of_item(self, item: Publishable) -> Self:
        """Return the entry of one item."""
        return self.of_type(type(item)).filter(object_id=item.pk)


class SearchEntry(Windowed):
    """The words of one item, with the columns that decide who may find it.

    The window is copied from the item in the transaction that changes it, so the index answers
    for drafts (on the desk) and for the public alike.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    filed_under = models.PositiveBigIntegerField(null=True)
    """The number of what the item is filed under, whatever that is."""
    digest = models.CharField(max_length=32, default="", db_default="")
    """Of which texts the words are (`portal.core.search.words.digest`); empty: to be written."""
    title = WordsField()
    title_exact = WordsField()
    words = WordsField()
    """Everything by which the item is found, the title too."""
    words_exact = WordsField()
    marks = WordsField()
    """For PostgreSQL: when, and which common words are neighbours."""

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
            # Where the newest stretches begin, and what reindexing still has to write.
            models.Index(
                fields=["-published_at", "-id"],
                name="search_entry_by_date",
                condition=Q(status=Status.PUBLISHED),
            ),
            models.Index(fields=["id"], name="search_entry_stale", condition=Q(digest="")),
        ]

    def __str__(self) -> str:
        return f"{self.content_type_id}/{self.object_id}"
