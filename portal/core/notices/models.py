"""Notices, how each person wants them, and the queue of mails."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone

from portal.core.accounts.models import User
from portal.core.notices.kinds import Delivery, Kind

MOST_COUNTED = 99
"""The bell counts no further."""


def kept_since() -> datetime:
    """Return how old notices and mails may be."""
    return timezone.now() - timedelta(days=settings.NOTICE_KEEP_DAYS)


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Lists of notices."""

    def of(self, user: User) -> Self:
        """Return those of one person, newest first."""
        return self.filter(recipient=user).order_by("-pk")

    def unread(self) -> Self:
        """Return those that were not opened yet."""
        return self.filter(read_at=None)

    def outdated(self) -> Self:
        """Return those that are no longer kept."""
        return self.filter(created_at__lt=kept_since())


class Notice(models.Model):
    """Something that one person should know.

    The item's title is not kept: it is read when the notice is shown, with the rights that the
    person has then.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="người nhận",
    )
    kind = models.CharField("loại", max_length=10, choices=Kind)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="người làm",
    )
    content_type = models.ForeignKey(
        ContentType,
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        verbose_name="loại nội dung",
    )
    object_id = models.PositiveBigIntegerField("số của nội dung", null=True)
    public_id = models.PositiveBigIntegerField("số của bản đã đăng", null=True)
    """Where the item goes on once it was a working copy and has been approved."""
    text = models.TextField("lời kèm theo", blank=True)
    url = models.CharField("địa chỉ", max_length=500, blank=True)
    created_at = models.DateTimeField("lúc", default=timezone.now)
    read_at = models.DateTimeField("đã đọc lúc", null=True)
    awaits_digest = models.BooleanField("chờ thư đầu ngày", default=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "thông báo"
        verbose_name_plural = "thông báo"
        default_permissions = ()
        indexes = [
            # The page of one person, newest first.
            models.Index(fields=["recipient", "-id"], name="notices_notice_own"),
            # The bell: on every page of the desk, so it looks at nothing else.
            models.Index(
                fields=["recipient"], name="notices_notice_unread", condition=Q(read_at=None)
            ),
            # The digest: few rows, and none once it is written.
            models.Index(
                fields=["recipient"], name="notices_notice_digest", condition=Q(awaits_digest=True)
            ),
            # What is no longer kept.
            models.Index(fields=["created_at"], name="notices_notice_age"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.recipient}"


class Choice(models.Model):
    """How somebody wants to hear of one kind of notice."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="tài khoản",
    )
    kind = models.CharField("loại", max_length=10, choices=Kind)
    delivery = models.CharField("cách nhận", max_length=10, choices=Delivery)

    class Meta:
        verbose_name = "cách nhận thông báo"
        verbose_name_plural = "cách nhận thông báo"
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="notices_choice_once", fields=["user", "kind"])]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()} – {self.get_delivery_display()}"


class MailQuerySet(models.QuerySet["Mail"]):
    """Questions about the queue."""

    def waiting(self) -> Self:
        """Return what is neither sent nor given up."""
        return self.filter(sent_at=None, given_up_at=None)

    def given_up(self) -> Self:
        """Return what was tried as often as it is tried and never taken."""
        return self.filter(given_up_at__isnull=False)

    def outdated(self) -> Self:
        """Return those that are no longer kept."""
        return self.filter(created_at__lt=kept_since())


class Mail(models.Model):
    """A mail that waits, was sent, or was given up; `next_try_at` also says that one has it."""

    to = models.CharField("gửi tới", max_length=254)
    subject = models.CharField("tiêu đề", max_length=250)
    text = models.TextField("nội dung")
    key = models.CharField("dấu", max_length=60, null=True, unique=True)  # noqa: DJ001 - null: none
    created_at = models.DateTimeField("tạo lúc", default=timezone.now)
    attempts = models.PositiveSmallIntegerField("số lần gửi", default=0)
    next_try_at = models.DateTimeField("gửi lại lúc", default=timezone.now)
    last_error = models.CharField("lỗi gần nhất", max_length=300, blank=True)
    sent_at = models.DateTimeField("đã gửi lúc", null=True)
    given_up_at = models.DateTimeField("thôi gửi lúc", null=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = "thư gửi đi"
        verbose_name_plural = "thư gửi đi"
        default_permissions = ("view",)
        indexes = [
            # What is due, the longest due first; sent mails are not in it.
            models.Index(
                fields=["next_try_at", "id"],
                name="notices_mail_due",
                condition=Q(sent_at=None, given_up_at=None),
            ),
            # What an administrator is told of.
            models.Index(
                fields=["-id"], name="notices_mail_failed", condition=Q(given_up_at__isnull=False)
            ),
            # What is no longer kept.
            models.Index(fields=["created_at"], name="notices_mail_age"),
        ]

    def __str__(self) -> str:
        return f"Thư tới {self.to}, {timezone.localtime(self.created_at):%d/%m/%Y %H:%M}"
