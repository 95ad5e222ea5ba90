"""What is kept of the checks: switches, what editors answer for, what is wrong where."""

from typing import Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from portal.core.checks.findings import Level
from portal.core.content import Publishable
from portal.core.fields import NormalisedTextField


class CheckSwitch(models.Model):
    """What follows from the findings of one check, where the portal differs from the usual."""

    check_name = models.CharField("phép kiểm tra", max_length=30, unique=True)
    level = models.CharField("mức", max_length=5, choices=Level)
    changed_at = models.DateTimeField("đổi lúc", auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người đổi",
    )

    class Meta:
        verbose_name = "mức của phép kiểm tra"
        verbose_name_plural = "các phép kiểm tra"
        default_permissions = ("change", "view")

    def __str__(self) -> str:
        return f"{self.check_name}: {self.get_level_display()}"


class OfItemQuerySet(models.QuerySet["OfItem"]):
    """Rows about items of any type."""

    def of(self, item: Publishable) -> Self:
        """Return the rows about `item`; those about its working copy are the same."""
        content_type = ContentType.objects.get_for_model(item)
        return self.filter(content_type=content_type, object_id=item.public_pk)


class OfItem(models.Model):
    """A row about an item of any content type."""

    content_type = models.ForeignKey(
        ContentType, on_delete=models.CASCADE, related_name="+", verbose_name="loại nội dung"
    )
    object_id = models.PositiveBigIntegerField("số của nội dung")
    item = GenericForeignKey("content_type", "object_id")

    objects = OfItemQuerySet.as_manager()

    class Meta:
        abstract = True


class CheckWaiver(OfItem):
    """Who answers for what a check has found, and why; rows are added and never changed."""

    check_name = models.CharField("phép kiểm tra", max_length=30)
    digest = models.CharField(max_length=32, editable=False)
    """Of what was found: a number more, and nobody has answered for it yet."""
    reason = NormalisedTextField("căn cứ")
    found = models.TextField("đã thấy", editable=False)
    """What the person had before the eyes, masked."""
    made_at = models.DateTimeField("lúc", auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người xác nhận",
    )

    class Meta:
        verbose_name = "xác nhận công khai theo quy định"
        verbose_name_plural = "xác nhận công khai theo quy định"
        default_permissions = ("view",)
        indexes = [
            # The answers given for one item; few have any.
            models.Index(fields=["content_type", "object_id"], name="checks_waiver_item")
        ]

    def __str__(self) -> str:
        return self.reason


class CheckedItem(OfItem):
    """Which version of an item the report has looked at, by which rules."""

    version = models.PositiveIntegerField()
    rules = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "nội dung đã kiểm tra"
        verbose_name_plural = "nội dung đã kiểm tra"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="checks_checked_once", fields=["content_type", "object_id"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.content_type_id}/{self.object_id}: {self.version}"


class ItemFinding(OfItem):
    """What the report has found in one item by one check."""

    check_name = models.CharField("phép kiểm tra", max_length=30)
    problem = models.TextField("điều cần sửa")

    class Meta:
        verbose_name = "bài cần sửa"
        verbose_name_plural = "bài cần sửa"
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                name="checks_finding_once", fields=["content_type", "object_id", "check_name"]
            )
        ]
        indexes = [
            # The list of one check, the last found first; its count for the first page.
            models.Index(fields=["check_name", "-id"], name="checks_finding_by_check")
        ]

    def __str__(self) -> str:
        return self.problem
