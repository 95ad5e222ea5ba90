"""What readers are told when something important in a published item was changed.

A change that matters (a figure, a name, a conclusion) is noted in public and moves the date of
the update; mending a typing error does neither.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from portal.core.text import normalise

NOTE_MAX_LENGTH = 300


@dataclass(frozen=True)
class Correction:
    """One important change: when it was made, and what readers are told of it."""

    at: datetime
    note: str

    @classmethod
    def from_json(cls, stored: dict[str, str]) -> Self:
        """Return the correction that `as_json` stored; raises ValueError for anything else."""
        at = parse_datetime(stored["at"])
        if at is None:
            raise ValueError(f"not a moment: {stored['at']}")
        return cls(at, stored["note"])

    def as_json(self) -> dict[str, str]:
        """Return what the database keeps."""
        return {"at": self.at.isoformat(), "note": self.note}


class Corrected(models.Model):
    """Keeps its corrections in its own row, so that a page shows them without a query."""

    revised_at = models.DateTimeField("cập nhật lúc", null=True, editable=False)
    corrections_data = models.JSONField("các lần cập nhật", default=list, editable=False)

    class Meta:
        abstract = True

    @property
    def corrections(self) -> list[Correction]:
        """What was changed since the item became public, the newest first."""
        rows: list[dict[str, str]] = self.corrections_data
        return [Correction.from_json(row) for row in reversed(rows)]

    def add_correction(self, note: str) -> None:
        """Tell readers of a change made now; the caller saves.

        Raises `ValidationError` for a note that is empty or too long.
        """
        note = " ".join(normalise(note).split())
        if not 0 < len(note) <= NOTE_MAX_LENGTH:
            raise ValidationError({"correction": f"Ghi từ 1 đến {NOTE_MAX_LENGTH} ký tự."})
        self.revised_at = timezone.now()
        kept: list[dict[str, Any]] = self.corrections_data
        self.corrections_data = [*kept, Correction(self.revised_at, note).as_json()]
