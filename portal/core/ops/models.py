"""What became of backups, copies and drills, for the first page of the desk."""

from django.db import models
from django.utils import timezone

_KEPT = 400
"""Newest records that stay: half a year of nights, copies and weeks."""


class Kind(models.TextChoices):
    """What was done."""

    BACKUP = "backup", "sao lưu"
    COPY = "copy", "chép lên kho S3"
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
        self.make_room(run)
        return run

    def make_room(self, run: "Run") -> None:
        """Forget what is far older than `run`."""
        self.filter(pk__lte=run.pk - _KEPT).delete()

    def last_of_each(self) -> "dict[tuple[str, str], Run]":
        """Return the newest record of each kind and outcome, by both."""
        newest = self.values("kind", "outcome").annotate(last=models.Max("pk")).values("last")
        return {(run.kind, run.outcome): run for run in self.filter(pk__in=newest)}


class Run(models.Model):
    """One backup, one copy off the machine or one drill, with what it said at its end.

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
        verbose_name_plural = "lần sao lưu, diễn tập"
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}: {self.get_outcome_display()}"
