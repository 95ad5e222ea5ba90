"""Addresses to which what readers see leads, and where they stand."""

import hashlib
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import Truncator

from portal.core.checks.models import OfItem
from portal.core.fields import NormalisedTextField
from portal.core.linkcheck.verdicts import Place, Reason, Verdict


def digest_of(url: str) -> str:
    """Return what stands for an address in the index: addresses have no greatest length."""
    return hashlib.blake2b(url.encode(errors="surrogatepass"), digest_size=16).hexdigest()


class AddressQuerySet(models.QuerySet["Address"]):
    """Lists of addresses."""

    def found(self, verdict: Verdict) -> Self:
        """Return what came out so, in the words of the index of the report.

        SQLite uses such an index only where the query says what the index does.
        """
        return self.exclude(verdict=Verdict.GOOD).filter(verdict=verdict)

    def broken(self) -> Self:
        """Return what leads nowhere and nobody has said to leave alone."""
        return self.found(Verdict.BROKEN).filter(left_at__isnull=True)

    def left_alone(self) -> Self:
        """Return what is reported no more, though it does not work."""
        return self.filter(left_at__isnull=False)

    def newest_first(self) -> Self:
        """Order by when it was found, along the index of the report."""
        return self.order_by("-since", "-pk")


class Address(models.Model):
    """One address, however many items lead to it: it is asked for once."""

    url = models.TextField("địa chỉ")
    digest = models.CharField(max_length=32, unique=True, editable=False)
    place = models.CharField("dẫn tới", max_length=4, choices=Place)
    host = models.CharField("tên miền", max_length=255, blank=True)
    verdict = models.CharField("kết quả", max_length=7, choices=Verdict, default=Verdict.NEW)
    reason = models.CharField("vì sao", max_length=12, choices=Reason, blank=True)
    status = models.PositiveSmallIntegerField("mã trả lời", null=True)
    suggestion = models.TextField("nên thay bằng", blank=True)
    since = models.DateTimeField("thấy lần đầu", null=True)
    tried_at = models.DateTimeField("thử lần cuối", null=True)
    failed_on = models.DateField(null=True)
    failed_days = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField("kiểm tra lại lúc", default=timezone.now)
    left_at = models.DateTimeField("để yên từ", null=True)
    left_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người để yên",
    )
    left_reason = NormalisedTextField("lý do để yên", blank=True)

    objects = AddressQuerySet.as_manager()

    class Meta:
        verbose_name = "đường dẫn hỏng"
        verbose_name_plural = "đường dẫn hỏng"
        default_permissions = ("view", "change")
        indexes = [
            # What is to be asked for tonight, the oldest first.
            models.Index(fields=["place", "due_at", "id"], name="links_address_due"),
            # The lists of the report, the last found first; what is good stays out of it.
            models.Index(
                fields=["verdict", "-since", "-id"],
                name="links_address_report",
                condition=~Q(verdict=Verdict.GOOD),
            ),
            # What was left alone: very few rows.
            models.Index(
                fields=["left_at"],
                name="links_address_left",
                condition=Q(left_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return Truncator(self.url).chars(200)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it with its digest."""
        self.digest = digest_of(self.url)
        super().save(*args, **kwargs)

    @property
    def is_followable(self) -> bool:
        """Whether the desk may offer it as a link: nothing but a web address is."""
        return self.url.lower().startswith(("http://", "https://"))

    @property
    def reason_in_words(self) -> str:
        """Why, with the number that a programmer would ask for."""
        words = Reason(self.reason).label
        return f"{words} ({self.status})" if self.status and self.status >= 400 else words


class Kind(models.TextChoices):
    """As what an address stands in an item."""

    LINK = "link", "Đường dẫn"
    SHOWN = "shown", "Ảnh, phim"
    FILE = "file", "Tệp"
    FIELD = "field", "Ô địa chỉ"


CORRECTABLE = (Kind.LINK, Kind.FIELD)
"""What another address can be put in the place of."""


class LinkUse(OfItem):
    """An address stands in a field of an item, or of any other row."""

    field = models.CharField("ô", max_length=60)
    kind = models.CharField("là", max_length=5, choices=Kind)
    words = models.CharField("chữ của đường dẫn", max_length=120, blank=True)
    address = models.ForeignKey(
        Address,
        on_delete=models.CASCADE,
        related_name="uses",
        verbose_name="địa chỉ",
        db_index=False,  # the index below begins with it
    )

    class Meta:
        verbose_name = "chỗ dùng đường dẫn"
        verbose_name_plural = "chỗ dùng đường dẫn"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="links_use_once",
                fields=["content_type", "object_id", "field", "kind", "address"],
            )
        ]
        indexes = [
            # Where an address is used, and whether it is used at all.
            models.Index(fields=["address", "id"], name="links_use_of_address"),
        ]

    def __str__(self) -> str:
        return f"{self.content_type_id}/{self.object_id}: {self.field}"


class ReadItem(OfItem):
    """Which version of an item the links were read from, by which rules."""

    version = models.PositiveIntegerField()
    rules = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "nội dung đã đọc đường dẫn"
        verbose_name_plural = "nội dung đã đọc đường dẫn"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="links_read_once", fields=["content_type", "object_id"])
        ]

    def __str__(self) -> str:
        return f"{self.content_type_id}/{self.object_id}: {self.version}"
