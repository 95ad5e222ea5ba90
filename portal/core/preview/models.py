"""Links by which somebody without an account sees an item that is not public yet."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.core.content import Publishable, State
from portal.core.workflow.permissions import Action, may

VALID_FOR = timedelta(hours=48)


def hash_of(token: str) -> str:
    """Return what is stored of a token: keyed, so that a copy of the table opens nothing."""
    return salted_hmac("preview.share", token, algorithm="sha256").hexdigest()


class ShareLinkQuerySet(models.QuerySet["ShareLink"]):
    """Questions about links."""

    def of(self, item: Publishable) -> Self:
        """Return the links of `item`, newest first."""
        content_type = ContentType.objects.get_for_model(item)
        return self.filter(content_type=content_type, object_id=item.pk).order_by("-pk")

    def open(self) -> Self:
        """Return the links that nobody has revoked and whose time is not over."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=timezone.now())

    def found_by(self, token: str) -> "ShareLink | None":
        """Return the open link of `token`.

        One look-up by a hash: how long it takes says nothing of the tokens there are.
        """
        return self.open().select_related("made_by").filter(token_hash=hash_of(token)).first()


class ShareLink(models.Model):
    """Who let an outsider look at which item, until when; the row stays when the link is dead."""

    content_type = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, related_name="+", verbose_name="loại nội dung"
    )
    object_id = models.PositiveBigIntegerField("số của nội dung")
    item = GenericForeignKey()
    token_hash = models.CharField("dấu của liên kết", max_length=64, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người tạo",
    )
    made_at = models.DateTimeField("tạo lúc", auto_now_add=True)
    expires_at = models.DateTimeField("hết hạn lúc")
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người thu hồi",
    )
    revoked_at = models.DateTimeField("thu hồi lúc", null=True)
    views = models.PositiveIntegerField("lượt mở", default=0)
    last_opened_at = models.DateTimeField("mở gần nhất", null=True)

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "liên kết xem trước"
        verbose_name_plural = "liên kết xem trước"
        default_permissions = ("view",)
        indexes = [
            # The links of one item, newest first; those of the portal walk the primary key.
            models.Index(fields=["content_type", "object_id", "-id"], name="preview_sharelink_item")
        ]

    def __str__(self) -> str:
        return f"liên kết xem trước số {self.pk}"

    @staticmethod
    def path_of(token: str) -> str:
        """Return the address that is handed to the outsider."""
        return reverse("preview:shared", args=[token])

    @property
    def maker(self) -> str:
        """The maker's name for outsiders, who are never told what accounts are called."""
        return self.made_by.get_full_name() or "một biên tập viên của cổng"

    def is_open(self) -> bool:
        """Return whether the link still leads somewhere; twin of `ShareLinkQuerySet.open`."""
        return self.revoked_at is None and self.expires_at > timezone.now()

    def shown_item(self) -> Publishable | None:
        """Return what the link leads to now, or None where it leads nowhere any more.

        It never shows more than its maker may still see: an account that was closed, or has lost
        its category, takes its links with it.  An item whose public time ended after the link
        was made is gone for outsiders as it is for readers.
        """
        item = self.item
        if not isinstance(item, Publishable):
            return None
        state = item.state()
        if state is State.LIVE:
            return item
        if state is State.EXPIRED and item.expires_at and item.expires_at > self.made_at:
            return None
        return item if may(self.made_by, Action.VIEW, item) else None

    def note_opening(self) -> None:
        """Count that somebody has looked; of whom, nothing is kept."""
        ShareLink.objects.filter(pk=self.pk).update(
            views=F("views") + 1, last_opened_at=timezone.now()
        )
