"""What the scan has found, and when it has looked."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from portal.core.fields import NormalisedTextField

RUNS_KEPT = timedelta(days=400)
GONE_KEPT = timedelta(days=400)


class FindingState(models.TextChoices):
    """What became of a finding."""

    NEW = "new", "Chưa ai xem xét"
    ACCEPTED = "accepted", "Đã chấp nhận"
    GONE = "gone", "Không còn thấy"


class FindingQuerySet(models.QuerySet["Finding"]):
    """Lists of findings."""

    def waiting(self) -> Self:
        """Return those that somebody must look at, the last found first."""
        return self.filter(state=FindingState.NEW).order_by("-first_seen_at", "-pk")


class Finding(models.Model):
    """Something that the scan has seen and that may come from somebody else."""

    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    kind = models.CharField("loại", max_length=20)
    place = models.CharField("ở đâu", max_length=500)
    what = models.TextField("điều đã thấy")
    evidence = models.TextField("trích", blank=True)
    content_type = models.ForeignKey(
        ContentType, on_delete=models.CASCADE, null=True, related_name="+", verbose_name="bảng"
    )
    object_id = models.PositiveBigIntegerField("số của dòng", null=True)
    state = models.CharField(
        "tình trạng", max_length=10, choices=FindingState, default=FindingState.NEW
    )
    first_seen_at = models.DateTimeField("thấy lần đầu")
    last_seen_at = models.DateTimeField("thấy lần cuối")
    reason = NormalisedTextField("lý do chấp nhận", blank=True)
    accepted_at = models.DateTimeField("chấp nhận lúc", null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người chấp nhận",
    )

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = "dấu hiệu bất thường"
        verbose_name_plural = "dấu hiệu bất thường"
        default_permissions = ("view", "change")
        indexes = [
            # The list of one state, the last found first, and its count for the first page.
            models.Index(fields=["state", "-first_seen_at", "-id"], name="scan_finding_state"),
            models.Index(fields=["-first_seen_at", "-id"], name="scan_finding_newest"),
        ]

    def __str__(self) -> str:
        return self.place


class RunQuerySet(models.QuerySet["Run"]):
    """Questions about the scans."""

    def has_other_manifest(self, digest: str) -> bool:
        """Return whether the last scan of this very release found another list of files.

        A new release lies in a folder of its own and brings its own list.
        """
        before = self.filter(release=str(settings.BASE_DIR)).exclude(manifest="").order_by("-pk")
        last = before.first()
        return last is not None and last.manifest != digest

    def outdated(self) -> Self:
        """Return those that are no longer kept."""
        return self.filter(ended_at__lt=timezone.now() - RUNS_KEPT)


class Run(models.Model):
    """One scan that has come to its end."""

    began_at = models.DateTimeField("bắt đầu")
    ended_at = models.DateTimeField("xong")
    rows = models.PositiveBigIntegerField("số dòng đã xem")
    new = models.PositiveIntegerField("mới")
    waiting = models.PositiveIntegerField("chưa ai xem xét")
    failed = models.CharField("phần bị hỏng", max_length=200, blank=True)
    release = models.CharField("bản", max_length=300)
    manifest = models.CharField("mã của bản ghi nhớ tệp", max_length=64, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = "lần tự kiểm tra"
        verbose_name_plural = "các lần tự kiểm tra"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{timezone.localtime(self.ended_at):%d/%m/%Y %H:%M}"
