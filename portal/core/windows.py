"""A status and a publishing window: what decides who sees a row, and when."""

from datetime import datetime
from typing import Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Status(models.TextChoices):
    """Where an item stands on the desk; the clock adds "scheduled" and "expired"."""

    DRAFT = "draft", "Nháp"
    SUBMITTED = "submitted", "Chờ duyệt"
    RETURNED = "returned", "Trả lại"
    PUBLISHED = "published", "Đã đăng"
    WITHDRAWN = "withdrawn", "Đã gỡ"


UNDECIDED = (Status.DRAFT, Status.SUBMITTED, Status.RETURNED)
"""Before anybody has decided; all that a working copy can be."""


class State(models.TextChoices):
    """What a person sees: the status as the clock makes it at a moment."""

    DRAFT = "draft", "Nháp"
    SUBMITTED = "submitted", "Chờ duyệt"
    RETURNED = "returned", "Trả lại"
    SCHEDULED = "scheduled", "Hẹn giờ"
    LIVE = "live", "Đã đăng"
    EXPIRED = "expired", "Hết hạn"
    WITHDRAWN = "withdrawn", "Đã gỡ"

    def condition(self, at: datetime, prefix: str = "") -> Q:
        """Return the condition on rows (reached over `prefix`) that are in this state at `at`."""
        status, begins, ends = (f"{prefix}{f}" for f in ("status", "published_at", "expires_at"))
        has_passed = Q(**{f"{ends}__isnull": False, f"{ends}__lte": at})
        if self is State.SCHEDULED:
            return Q(**{status: Status.PUBLISHED, f"{begins}__gt": at})
        if self is State.EXPIRED:
            return Q(**{status: Status.PUBLISHED, f"{begins}__lte": at}) & has_passed
        if self is State.LIVE:
            return Q(**{status: Status.PUBLISHED, f"{begins}__lte": at}) & (
                Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gt": at})
            )
        return Q(**{status: self.value})


class Windowed(models.Model):
    """A status and a publishing window; the columns that decide who sees a row."""

    status = models.CharField(
        "trạng thái", max_length=10, choices=Status, default=Status.DRAFT, editable=False
    )
    published_at = models.DateTimeField(
        "đăng lúc",
        null=True,
        blank=True,
        help_text="Để trống: đăng ngay khi bấm Đăng. Chọn một lúc sau này: hẹn giờ.",
    )
    expires_at = models.DateTimeField(
        "hết hạn lúc",
        null=True,
        blank=True,
        help_text="Từ lúc này không còn trên cổng. Để trống nếu đăng lâu dài.",
    )

    class Meta:
        abstract = True

    def state(self, at: datetime | None = None) -> State:
        """Return what `status` and the window make of the item at `at` (now if not given)."""
        if self.status != Status.PUBLISHED:
            return State(self.status)
        at = at or timezone.now()
        if self.published_at is None or self.published_at > at:
            return State.SCHEDULED
        if self.expires_at is not None and self.expires_at <= at:
            return State.EXPIRED
        return State.LIVE

    def is_live(self) -> bool:
        """Return whether the public may see the item now."""
        return self.state() is State.LIVE


Row = TypeVar("Row", bound=Windowed, covariant=True)


class WindowedQuerySet(models.QuerySet[Row]):
    """Questions about the status and window of many rows."""

    def in_state(self, state: State, at: datetime | None = None) -> Self:
        """Return the rows that are in `state` at `at`, now if not given."""
        return self.filter(state.condition(at or timezone.now()))

    def released(self) -> Self:
        """Return what somebody has published: what is scheduled, live or expired."""
        return self.filter(status=Status.PUBLISHED)

    def not_published(self) -> Self:
        """Leave out what is published, in the words of the indexes of what is not.

        SQLite uses such an index only where the query says that, whatever else it says.
        """
        return self.exclude(status=Status.PUBLISHED)

    def published(self, at: datetime | None = None) -> Self:
        """Return what the public may see now (at `at`): published, begun and not yet expired."""
        return self.in_state(State.LIVE, at)
