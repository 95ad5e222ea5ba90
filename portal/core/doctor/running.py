"""Running checks: none of them can hang, and none can break the others."""

import logging
from collections.abc import Iterable
from contextlib import nullcontext
from datetime import datetime
from typing import NamedTuple

from django.db import DatabaseError
from django.utils import timezone

from portal.core.doctor import limits
from portal.core.doctor.findings import Finding, Severity, bad, warning
from portal.core.doctor.registry import Check

_log = logging.getLogger(__name__)


class Result(NamedTuple):
    """What a check has found, and when."""

    check: Check
    finding: Finding
    at: datetime

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return self.finding.severity


def run(checks: Iterable[Check]) -> list[Result]:
    """Return what the checks find, the worst first; those without sense here are left out."""
    found = ((check, examine(check)) for check in checks)
    return worst_first(
        Result(check, finding, timezone.now()) for check, finding in found if finding
    )


def worst_first(results: Iterable[Result]) -> list[Result]:
    """Return results by how much they matter, those of one severity as they came."""
    return sorted(results, key=lambda result: -result.severity)


def examine(check: Check) -> Finding | None:
    """Return what a check finds; that it broke is a finding, too."""
    try:
        with limits.database(check.limit) if check.asks_database else nullcontext():
            return check.look()
    except limits.TimeIsUp:
        return warning(
            f"Chưa kiểm tra xong trong {check.limit:g} giây nên cổng dừng lại.",
            "Máy đang bận thì thử lại sau; lần nào cũng vậy thì nhờ người kỹ thuật xem.",
        )
    except DatabaseError:
        _log.exception("The database did not answer the health check %r.", check.name)
        return bad(
            "Cơ sở dữ liệu không trả lời câu hỏi của mục này.",
            "Xem cơ sở dữ liệu còn chạy không, và nhật ký của cổng.",
        )
    except Exception as error:
        _log.exception("The health check %r broke.", check.name)
        return warning(
            f"Mục kiểm tra này tự nó bị lỗi ({type(error).__name__}) nên không biết tốt hay xấu.",
            "Nguyên nhân ghi trong nhật ký của cổng; hãy gửi cho người phát triển.",
        )


def worst(results: Iterable[Result]) -> Severity:
    """Return the greatest severity."""
    return max((result.severity for result in results), default=Severity.GOOD)
