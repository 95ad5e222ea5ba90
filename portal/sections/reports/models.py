"""What readers report as wrong; of the sender nothing but the words is kept."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils import timezone

from portal.core.accounts.models import User
from portal.core.fields import LineField, NormalisedTextField
from portal.core.site import local_path
from portal.core.text import fold
from portal.sections.reports import spam

MIN_TEXT, MAX_TEXT = 10, 2_000

_PHONE = re.compile(r"\+?[\d .()-]{8,25}")


class ReportState(models.TextChoices):
    """How far a report has come."""

    NEW = "new", "Mới"
    LOOKING = "looking", "Đang xem"
    FIXED = "fixed", "Đã sửa"
    NO_ERROR = "no_error", "Không phải lỗi"


CLOSED = (ReportState.FIXED, ReportState.NO_ERROR)


def validate_page(path: str) -> None:
    """Take a path of this portal only: editors will follow it."""
    if local_path(path) != path:
        raise ValidationError(
            "Ghi đường dẫn trong cổng này, bắt đầu bằng dấu /, hoặc chép cả địa chỉ của trang từ "
            "trình duyệt."
        )


def validate_text(text: str) -> None:
    """Refuse what says nothing, too much, or mostly where else to go."""
    length = len(text.strip())
    if length < MIN_TEXT:
        raise ValidationError(
            f"Xin viết rõ hơn một chút, ít nhất {MIN_TEXT} chữ cái: sai chỗ nào, đúng ra là gì."
        )
    if length > MAX_TEXT:
        raise ValidationError(
            f"Xin viết gọn trong 2.000 chữ cái; ông/bà đã viết {length:,}.".replace(",", ".")
        )
    if spam.count_links(text) > spam.MAX_LINKS:
        raise ValidationError(
            f"Xin để lại nhiều nhất {spam.MAX_LINKS} địa chỉ trang web trong phần này."
        )


def validate_contact(contact: str) -> None:
    """Take an e-mail address or a telephone number."""
    digits = sum(character.isdigit() for character in contact)
    if _PHONE.fullmatch(contact) and 8 <= digits <= 15:
        return
    try:
        validate_email(contact)
    except ValidationError as error:
        raise ValidationError(
            "Ghi một địa chỉ thư điện tử hoặc một số điện thoại, hoặc để trống ô này."
        ) from error


def _long_ago() -> datetime:
    return timezone.now() - timedelta(days=settings.REPORT_KEEP_DAYS)


def forget_outdated() -> int:
    """Delete what is kept no longer; return how many reports that touched."""
    return sum(ErrorReport.objects.forget())


class ReportQuerySet(models.QuerySet["ErrorReport"]):
    """Lists of reports."""

    def is_full(self) -> bool:
        """Return whether as many as the desk can read came within the last hour."""
        recent = self.filter(created_at__gt=timezone.now() - timedelta(hours=1))
        return recent.order_by()[: spam.MOST_PER_HOUR].count() >= spam.MOST_PER_HOUR

    def waiting(self) -> Self:
        """Nobody has looked at these yet."""
        return self.filter(state=ReportState.NEW)

    def outdated(self) -> Self:
        """Closed so long ago that they are to be forgotten."""
        return self.filter(state__in=CLOSED, handled_at__lt=_long_ago())

    def forget(self) -> tuple[int, int]:
        """Delete the outdated; return how many, and in how many others the contact alone.

        What nobody has closed stays, however old it is; but nobody will call its writer any more.
        """
        deleted, _ = self.outdated().delete()
        old = self.filter(created_at__lt=_long_ago()).exclude(state__in=CLOSED).exclude(contact="")
        reports = list(old)
        for report in reports:
            report.contact = ""
            report.save(update_fields=["contact", "search_words"])
        return deleted, len(reports)


class ErrorReport(models.Model):
    """A mistake on a page, in the words of whoever saw it."""

    page = LineField("trang có lỗi", max_length=500, default="/", validators=[validate_page])
    title = LineField("tên trang", max_length=300, blank=True, editable=False)
    text = NormalisedTextField("nội dung cần sửa", validators=[validate_text])
    contact = LineField("liên hệ", max_length=100, blank=True, validators=[validate_contact])
    state = models.CharField(
        "trạng thái", max_length=10, choices=ReportState, default=ReportState.NEW
    )
    note = NormalisedTextField(
        "ghi chú nội bộ", blank=True, help_text="Chỉ người ở bàn biên tập đọc được."
    )
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người xử lý",
        editable=False,
    )
    handled_at = models.DateTimeField("xử lý lúc", null=True, blank=True, editable=False)
    created_at = models.DateTimeField("gửi lúc", auto_now_add=True)
    opening = models.UUIDField("lần mở biểu mẫu", unique=True, null=True, editable=False)
    """Drawn by lot when the form was opened, so that one opening brings one report."""
    version = models.PositiveIntegerField(default=1, editable=False)
    search_words = models.TextField(editable=False, default="")

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "báo lỗi"
        verbose_name_plural = "báo lỗi của bạn đọc"
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view", "change", "delete")
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="reports_newest"),
            models.Index(fields=["state", "-created_at", "-id"], name="reports_in_state"),
        ]

    def __str__(self) -> str:
        # Headings of the desk are made of this: not of what a stranger has typed.
        return f"báo lỗi số {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the words by which the desk finds the report without accents."""
        parts = (self.title, self.page, self.text, self.contact, self.note)
        self.search_words = fold(" ".join(parts))
        super().save(*args, **kwargs)

    @property
    def path(self) -> str:
        """Where the reported page is; asked again, should a row have come in another way."""
        return local_path(self.page)

    def says(self, words: Mapping[str, str]) -> bool:
        """Return whether these are the words of the report, field by field."""
        return all(getattr(self, name) == words.get(name) for name in ("page", "text", "contact"))

    def handled(self, by: User) -> None:
        """Note who has just changed the state; a report that is new again is nobody's."""
        is_new = self.state == ReportState.NEW
        self.handled_by = None if is_new else by
        self.handled_at = None if is_new else timezone.now()
