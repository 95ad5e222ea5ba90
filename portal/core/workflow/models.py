"""The trace of every change: who did what, when, and what the text was then."""

from typing import Any, NoReturn

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models

from portal.core.content import Publishable, Status
from portal.core.fields import LineField
from portal.core.workflow.permissions import Action


class RevisionQuerySet(models.QuerySet["Revision"]):
    """Questions about the trace."""

    def of(self, item: Publishable) -> "RevisionQuerySet":
        """Return the revisions of `item`, newest first."""
        content_type = ContentType.objects.get_for_model(item)
        return self.filter(content_type=content_type, object_id=item.public_pk).order_by("-pk")

    def for_lists(self) -> "RevisionQuerySet":
        """Load what a line of the history shows, which is not the text."""
        return self.select_related("made_by").defer("snapshot")

    def update(self, **kwargs: object) -> NoReturn:
        """Refuse: the trace is only ever added to."""
        raise TypeError("Revisions are append-only.")


class Revision(models.Model):
    """What an item was after one action; never changed afterwards."""

    content_type = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, related_name="+", verbose_name="loại nội dung"
    )
    object_id = models.PositiveBigIntegerField("số của nội dung")
    version = models.PositiveIntegerField("phiên bản")
    action = models.CharField(
        "việc đã làm", max_length=10, choices=[(a.value, a.label) for a in Action]
    )
    status = models.CharField("trạng thái sau đó", max_length=10, choices=Status)
    in_copy = models.BooleanField("trong bản sửa", default=False)
    """Whether it happened to the working copy; `object_id` is the public item's all the same."""
    reason = models.TextField("lý do", blank=True)
    made_at = models.DateTimeField("lúc", auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người làm",
    )
    snapshot = models.JSONField("nội dung khi đó")

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = "lần sửa"
        verbose_name_plural = "lịch sử sửa"
        indexes = [
            # The history of one item, newest first.
            models.Index(fields=["content_type", "object_id", "-id"], name="workflow_revision_item")
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} – phiên bản {self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; a row that is there already is never written again."""
        if not self._state.adding:
            raise TypeError("Revisions are append-only.")
        super().save(*args, **kwargs)

    def previous(self) -> "Revision | None":
        """Return the revision to which this one compares.

        Work on the copy is compared with the copy, what readers see with what they saw before;
        a new copy with what it was made from.
        """
        earlier = Revision.objects.filter(
            content_type=self.content_type_id, object_id=self.object_id, pk__lt=self.pk
        ).order_by("-pk")
        in_copy = self.in_copy and self.action != Action.REVISE
        return earlier.filter(in_copy=in_copy).select_related("made_by").first()


class WithdrawalReason(models.Model):
    """A reason for which this portal takes things down; whoever does it chooses one."""

    text = LineField("lý do", max_length=150, unique=True)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "lý do gỡ bài"
        verbose_name_plural = "lý do gỡ bài"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.text)
