"""Rows that editors keep and that queries find by the phrases listed in them."""

from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import F

from portal.core.search.phrases import MAX_LENGTH, Phrase
from portal.core.text import fold
from portal.core.workflow.actions import StaleVersion


class Key(models.Model):
    """One phrase of a row: how it was written, and the folded words that find it."""

    folded = models.CharField("khóa", max_length=MAX_LENGTH, db_index=True)
    text = models.CharField("cụm từ", max_length=MAX_LENGTH)

    class Meta:
        abstract = True
        default_permissions = ()

    def __str__(self) -> str:
        return self.text


class Keyed(models.Model):
    """A row with phrases, one a line; `keys` are made of them by `save` and nothing else."""

    is_active = models.BooleanField("đang dùng", default=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    search_words = models.TextField(editable=False, default="")

    lines_field: ClassVar[str]
    """Name of the field that holds the phrases."""
    searched_fields: ClassVar[tuple[str, ...]]
    """Names of the fields by whose words the desk finds the row."""
    keys: Any
    """The manager of the rows of keys."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row and its keys together.

        Raises `ValidationError` for lines that cannot be keys, `StaleVersion` when somebody else
        has saved or deleted the row since it was read; nothing is stored then.
        """
        phrases = self.read_lines()
        setattr(self, self.lines_field, "\n".join(phrase.text for phrase in phrases))
        self.search_words = fold(" ".join(getattr(self, name) for name in self.searched_fields))
        with transaction.atomic():
            self._claim_version()
            super().save(*args, **kwargs)
            self._write_keys(phrases)

    def read_lines(self) -> list[Phrase]:
        """Return what the lines say; raise `ValidationError` if they cannot be stored."""
        raise NotImplementedError

    def _claim_version(self) -> None:
        if self._state.adding:
            return
        rows = type(self)._default_manager.filter(pk=self.pk, version=self.version)
        if not rows.update(version=F("version") + 1):
            raise StaleVersion
        self.version += 1

    def _write_keys(self, phrases: list[Phrase]) -> None:
        self.keys.all().delete()
        key, owner = self.keys.model, {self.keys.field.name: self}
        self.keys.bulk_create(key(**owner, **phrase._asdict()) for phrase in phrases)
