"""Comments of the desk on an item of any content type."""

from typing import Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from portal.core.content import Publishable
from portal.core.fields import NormalisedTextField

TEXT_MAX_LENGTH = 2_000
QUOTATION_MAX_LENGTH = 300
MAX_PER_ITEM = 300
"""So many comments one item takes: the page that shows them all stays short enough."""


class CommentQuerySet(models.QuerySet["Comment"]):
    """Questions about comments."""

    def of(self, item: Publishable) -> Self:
        """Return the comments on `item`: the same on a published item and on its working copy."""
        content_type = ContentType.objects.get_for_model(item)
        return self.filter(content_type=content_type, object_id=item.public_pk)

    def after(self, comment: "Comment") -> Self:
        """Narrow to what was said in the thread of `comment` after it."""
        return self.filter(parent=comment.parent_id or comment.pk, pk__gt=comment.pk)

    def open_threads(self) -> Self:
        """Narrow to what begins a thread that nobody has settled."""
        return self.filter(parent=None, resolved_at=None)


class Comment(models.Model):
    """What one person says about an item; an answer has the comment that it answers as parent."""

    content_type = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, related_name="+", verbose_name="loại nội dung"
    )
    object_id = models.PositiveBigIntegerField("số của nội dung")
    parent = models.ForeignKey(
        "self",
        on_delete=models.RESTRICT,  # a thread goes as a whole; what was answered stays
        null=True,
        related_name="answers",
        verbose_name="trả lời cho",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người góp ý",
    )
    text = NormalisedTextField("góp ý")
    quotation = NormalisedTextField("đoạn nói tới", blank=True)
    mentioned = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", verbose_name="nhắc tới"
    )
    created_at = models.DateTimeField("lúc", auto_now_add=True)
    resolved_at = models.DateTimeField("xong lúc", null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người báo xong",
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = "góp ý"
        verbose_name_plural = "góp ý"
        default_permissions = ()  # asked per item, see `rights.py`
        constraints = [
            models.CheckConstraint(
                name="review_comment_settled_as_a_thread",
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False, parent__isnull=True),
            )
        ]
        indexes = [
            # All that was said about one item, in the order in which it was said.
            models.Index(fields=["content_type", "object_id", "id"], name="review_comment_item"),
            # How many threads are open, for the rows that a list shows.
            models.Index(
                fields=["content_type", "object_id"],
                name="review_comment_open",
                condition=Q(parent__isnull=True, resolved_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"góp ý số {self.pk}"
