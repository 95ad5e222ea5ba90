"""What the page of the doctor shows: all checks, the worst first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.urls import reverse

from portal.core.doctor.findings import Severity
from portal.core.doctor.models import CheckResult
from portal.core.doctor.registry import all_checks
from portal.core.doctor.running import Result, run, worst_first

_TITLES = {
    Severity.BAD: "Phải sửa ngay",
    Severity.WARNING: "Nên sửa",
    Severity.NOTE: "Nên biết",
    Severity.GOOD: "Tốt",
}
_LOOKS = {
    Severity.BAD: "returned",
    Severity.WARNING: "submitted",
    Severity.NOTE: "draft",
    Severity.GOOD: "live",
}
_BUSY = "doctor:running"
_LONGEST = 120
"""Seconds after which another may begin, should a process have died over it."""


@dataclass(frozen=True)
class Shown:
    """A finding with what the template prints of it."""

    result: Result

    @property
    def url(self) -> str:
        """Where to press."""
        page = self.result.finding.page
        return reverse(page) if page else ""

    @property
    def age(self) -> datetime | None:
        """When it was found, where that was not just now."""
        return self.result.at if self.result.check.slow else None


@dataclass(frozen=True)
class Group:
    """All findings of one severity."""

    severity: Severity
    shown: list[Shown]

    @property
    def title(self) -> str:
        """What is to be done with them."""
        return _TITLES[self.severity]

    @property
    def look(self) -> str:
        """The colour and shape of the severity; see states.css."""
        return _LOOKS[self.severity]

    @property
    def is_good(self) -> bool:
        """Whether nobody need read them."""
        return self.severity == Severity.GOOD


def context() -> dict[str, Any]:
    """Run the quick checks and take the slow ones as they were found last."""
    checks = all_checks()
    stored = CheckResult.objects.results()
    results = run(check for check in checks if not check.slow)
    results += [each for each in stored if each.check.slow]
    groups = [
        Group(severity, [Shown(each) for each in worst_first(results) if each.severity == severity])
        for severity in reversed(Severity)
    ]
    known = {each.check.name for each in stored}
    return {
        "groups": [group for group in groups if group.shown],
        "is_well": all(each.severity < Severity.WARNING for each in results),
        "never_run": [] if known else [check.title for check in checks if check.slow],
    }


def examine_all() -> bool:
    """Run and keep all checks; False where somebody else is at it."""
    if not cache.add(_BUSY, 1, timeout=_LONGEST):
        return False
    try:
        checks = all_checks()
        CheckResult.objects.keep(checks, run(checks))
    finally:
        cache.delete(_BUSY)
    return True
