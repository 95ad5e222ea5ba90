"""What the doctor found last, and when timed commands ran."""

from collections.abc import Iterable

from django.db import models, transaction
from django.utils import timezone

from portal.core.doctor.findings import Finding, Severity
from portal.core.doctor.registry import Check, all_checks
from portal.core.doctor.running import Result, worst_first


class CheckResultManager(models.Manager["CheckResult"]):
    """Keeping and asking; there is one row for each check, so no question needs an index."""

    @transaction.atomic
    def keep(self, examined: Iterable[Check], results: Iterable[Result]) -> None:
        """Keep what was found in place of what was found before.

        What has no sense on this portal any more, and checks that no longer exist, go.
        """
        names = {check.name for check in examined}
        known = {check.name for check in all_checks()}
        self.filter(models.Q(name__in=names) | ~models.Q(name__in=known)).delete()
        self.bulk_create(
            CheckResult(
                name=result.check.name,
                severity=result.severity,
                seen=result.finding.seen,
                advice=result.finding.advice,
                command=result.finding.command,
                page=result.finding.page,
                found_at=result.at,
            )
            for result in results
        )

    def results(self) -> list[Result]:
        """Return what was found last, of the checks that exist, the worst first."""
        checks = {check.name: check for check in all_checks()}
        rows = [row for row in self.order_by("pk") if row.name in checks]
        return worst_first(Result(checks[row.name], row.finding, row.found_at) for row in rows)


class CheckResult(models.Model):
    """What a check has found when it was last run by a timer or by a button."""

    name = models.CharField("mục", max_length=50, unique=True)
    severity = models.PositiveSmallIntegerField("mức", choices=Severity)
    seen = models.TextField("thấy gì")
    advice = models.TextField("nên làm gì", blank=True)
    command = models.CharField("lệnh", max_length=200, blank=True)
    page = models.CharField("trang", max_length=100, blank=True)
    found_at = models.DateTimeField("lúc", default=timezone.now)

    objects = CheckResultManager()

    class Meta:
        verbose_name = "mục kiểm tra sức khỏe"
        verbose_name_plural = "các mục kiểm tra sức khỏe"
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.name}: {self.get_severity_display()}"

    @property
    def finding(self) -> Finding:
        """The row as what the check has said."""
        severity = Severity(self.severity)
        return Finding(severity, self.seen, self.advice, self.command, self.page)


class CommandRun(models.Model):
    """The last run of a command that timers call, one row for each."""

    command = models.CharField("lệnh", max_length=100, unique=True)
    began_at = models.DateTimeField("bắt đầu lúc")
    ended_at = models.DateTimeField("xong lúc", default=timezone.now)
    went_well = models.BooleanField("tốt")
    last_good_at = models.DateTimeField("lần tốt gần nhất", null=True)

    class Meta:
        verbose_name = "lần chạy lệnh hẹn giờ"
        verbose_name_plural = "lần chạy lệnh hẹn giờ"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.command}: {'tốt' if self.went_well else 'hỏng'}"
