"""What the reviewer's page shows of an item, whatever type it is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from portal.core.content import Publishable, State
from portal.core.media.models import Image
from portal.core.richtext import RichTextField
from portal.core.workflow.models import Revision, RevisionQuerySet
from portal.core.workflow.permissions import Action

_SHOWN_STEPS = 20


@dataclass(frozen=True)
class Sending:
    """By whom and when an item was sent to be reviewed."""

    by: Any
    at: datetime

    @property
    def waiting(self) -> str:
        """How long it has been waiting."""
        return duration(self.at, timezone.now())


def last_sending(item: Publishable) -> Sending | None:
    """Return by whom and when an item that waits was sent; None for any other."""
    if item.state() is not State.SUBMITTED:
        return None
    step = _steps(item).filter(action=Action.SUBMIT).first()
    return Sending(step.made_by, step.made_at) if step else None


def steps_since(item: Publishable, version: int | None) -> list[Revision]:
    """Return what was done to `item` after `version`, the newest first; the last step at least."""
    steps = _steps(item)
    later = steps.filter(version__gt=version) if version is not None else steps.none()
    return list(later[:_SHOWN_STEPS]) or list(steps[:1])


def _steps(item: Publishable) -> RevisionQuerySet:
    """Return what was done to this row: a working copy and what readers see count apart."""
    steps = Revision.objects.of(item).filter(in_copy=item.is_copy)
    return steps.select_related("made_by").defer("snapshot")


def texts(item: Publishable) -> list[str]:
    """Return the texts of an item that are HTML, in the order of its columns."""
    fields = item._meta.concrete_fields
    return [getattr(item, field.name) for field in fields if isinstance(field, RichTextField)]


def lead_picture(item: Publishable) -> Image | None:
    """Return the picture that an item carries beside its text, if its type has one."""
    fields = [f for f in item._meta.concrete_fields if f.related_model is Image]
    return getattr(item, fields[0].name) if fields else None


def duration(since: datetime, now: datetime) -> str:
    """Return how long it is from `since` to `now`, in the largest unit: "2 giờ"."""
    minutes = max(0, int((now - since).total_seconds() // 60))
    if minutes < 60:
        return f"{minutes} phút" if minutes else "chưa đầy một phút"
    return f"{minutes // 60} giờ" if minutes < 48 * 60 else f"{minutes // (24 * 60)} ngày"
