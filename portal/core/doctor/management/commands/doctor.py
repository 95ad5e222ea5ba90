"""`manage.py doctor`: how the portal is, and what to do about it."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.management.base import BaseCommand, CommandError

from portal.core.doctor.findings import Severity
from portal.core.doctor.models import CheckResult
from portal.core.doctor.registry import Check, all_checks
from portal.core.doctor.running import Result, run, worst

_MARKS = {
    Severity.BAD: ("ERROR", "PHẢI SỬA NGAY"),
    Severity.WARNING: ("WARNING", "NÊN SỬA"),
    Severity.NOTE: ("NOTICE", "NÊN BIẾT"),
    Severity.GOOD: ("SUCCESS", "TỐT"),
}
_CODES = {Severity.BAD: 2, Severity.WARNING: 1}


class Command(BaseCommand):
    """Looks only; the portal goes on meanwhile."""

    help = (
        "Khám sức khỏe của cổng: từng mục thấy gì, vì sao quan trọng, nên làm gì. "
        "Mã kết thúc: 0 tốt, 1 có điều nên sửa, 2 có điều phải sửa ngay."
    )
    requires_system_checks: list[str] = []
    """A portal that is not well is asked how it is."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to look at, and how to tell."""
        parser.add_argument(
            "--quick", action="store_true", help="bỏ các mục chậm (mạng, đọc nhiều)"
        )
        parser.add_argument("--only", nargs="+", metavar="MỤC", help="chỉ khám những mục này")
        parser.add_argument("--json", action="store_true", help="in JSON, cho máy giám sát")
        parser.add_argument(
            "--note",
            action="store_true",
            help="ghi kết quả cho trang quản trị, chỉ in điều chưa tốt; luôn kết thúc với mã 0",
        )
        parser.add_argument(
            "--send-mail", metavar="ĐỊA-CHỈ", help="không khám, mà gửi thử một thư tới địa chỉ này"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Examine, tell, and end with a code that says how bad it is."""
        if options["send_mail"]:
            self._send(options["send_mail"])
            return
        checks = _chosen(options["only"], quick=options["quick"])
        results = run(checks)
        if options["note"]:
            CheckResult.objects.keep(checks, results)
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(results), ensure_ascii=False, indent=2))
        else:
            self._tell(results, least=Severity.NOTE if options["note"] else Severity.GOOD)
        code = _CODES.get(worst(results), 0)
        # A timer's run is a failure when the doctor fails, not when the patient is ill: what was
        # found is told by the desk, every day until it is mended.
        if code and not options["note"]:
            sys.exit(code)

    def _tell(self, results: list[Result], *, least: Severity) -> None:
        for check, finding, _ in results:
            if finding.severity < least:
                continue
            style, mark = _MARKS[finding.severity]
            head = getattr(self.style, style)(f"[{mark}]")
            self.stdout.write(f"{head} {check.title} ({check.name}): {finding.seen}")
            if finding.severity > Severity.GOOD:
                self.stdout.write(f"    Vì sao: {check.why}")
            if finding.advice:
                self.stdout.write(f"    Nên làm: {finding.advice}")
            if finding.command:
                self.stdout.write(f"    manage.py {finding.command}")

    def _send(self, address: str) -> None:
        if not settings.MAIL_ENABLED:
            raise CommandError("Chưa đặt EMAIL_URL nên cổng không gửi thư.")
        text = "Thư này do lệnh doctor --send-mail gửi thử. Nhận được là cổng gửi thư được."
        try:
            EmailMessage("Thư gửi thử của cổng", text, to=[address]).send()
        except (OSError, ValueError) as error:  # what mail servers refuse is an OSError, too
            raise CommandError(f"Không gửi được: {type(error).__name__}: {error}") from error
        self.stdout.write("Máy chủ thư đã nhận. Xem hộp thư, cả mục thư rác.")


def _chosen(names: list[str] | None, *, quick: bool) -> list[Check]:
    checks = all_checks()
    unknown = set(names or ()) - {check.name for check in checks}
    if unknown:
        known = ", ".join(check.name for check in checks)
        raise CommandError(f"Không có mục {', '.join(sorted(unknown))}. Các mục: {known}.")
    if names:
        return [check for check in checks if check.name in names]
    return [check for check in checks if not (quick and check.slow)]


def _as_json(results: list[Result]) -> dict[str, Any]:
    return {
        "worst": worst(results).name.lower(),
        "checks": [
            {
                "name": check.name,
                "severity": finding.severity.name.lower(),
                "title": check.title,
                "seen": finding.seen,
                "why": check.why,
                "advice": finding.advice,
                "command": finding.command,
                "at": at.isoformat(),
            }
            for check, finding, at in results
        ],
    }
