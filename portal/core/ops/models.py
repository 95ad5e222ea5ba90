"""What became of backups and drills, for the first page of the desk."""

from django.db import models
from django.utils import timezone

_KEPT = 200
"""Newest records that stay: half a year of nights and weeks."""


class Kind(models.TextChoices):
    """What was done."""

    BACKUP = "backup", "sao lưu"
    DRILL = "drill", "diễn tập khôi phục"


class Outcome(models.TextChoices):
    """How it ended."""

    GOOD = "good", "tốt"
    PARTIAL = "partial", "chưa trọn"
    FAILED = "failed", "hỏng"


class RunManager(models.Manager["Run"]):
    """Adding and asking."""

    def note(self, kind: Kind, outcome: Outcome, name: str, words: str) -> "Run":
        """Add a record; the oldest ones make room."""
        run = self.create(kind=kind, outcome=outcome, name=name, words=words)
        self.filter(pk__lte=run.pk - _KEPT).delete()
        return run

    def newest(self, kind: Kind) -> "Run | None":
        """Return the newest record of its kind."""
        return self.filter(kind=kind).order_by("-pk").first()

    def newest_good(self, kind: Kind) -> "Run | None":
        """Return the newest one that ended well."""
        return self.filter(kind=kind, outcome=Outcome.GOOD).order_by("-pk").first()


class Run(models.Model):
    """One backup or one drill, with what it said at its end.

    There are never more than a few hundred, so no list of them needs an index.
    """

    kind = models.CharField("việc", max_length=10, choices=Kind)
    outcome = models.CharField("kết quả", max_length=10, choices=Outcome)
    ended_at = models.DateTimeField("xong lúc", default=timezone.now)
    name = models.CharField("bản sao", max_length=100, blank=True)
    words = models.TextField("lời của lệnh", blank=True)

    objects = RunManager()

    class Meta:
        verbose_name = "lần sao lưu, diễn tập"
        verbose_name_plural = "các lần sao lưu, diễn tập"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}: {self.get_outcome_display()}"
