"""What the rows of all libraries have: who brought them and when, and words to find them by."""

from typing import Any, Self

from django.conf import settings
from django.db import models

from portal.core.text import fold

LONGEST_QUESTION = 200
"""Characters of a search in a library; the rest is not looked at."""


class LibraryQuerySet(models.QuerySet[Any]):
    """Questions to a library."""

    def found_by(self, text: str) -> Self:
        """Return what has every word of `text`, typed with accents or without, in any order."""
        rows = self
        for word in fold(text[:LONGEST_QUESTION]).split():
            rows = rows.filter(search_words__contains=word)
        return rows


class LibraryItem(models.Model):
    """A file that editors have brought; subclasses say by which words it is found."""

    search_words = models.TextField(editable=False, default="")
    created_at = models.DateTimeField("tải lên lúc", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người tải lên",
        editable=False,
    )

    objects = LibraryQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-created_at", "-pk"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the words, folded."""
        self.search_words = fold(self.words())
        super().save(*args, **kwargs)

    def words(self) -> str:
        """Return what editors may look for."""
        return str(self)
