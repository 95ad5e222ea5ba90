"""`manage.py scan`: look for what somebody else has written on this portal."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.core.progress import ProgressBar
from portal.core.scan import manifest, running, telling
from portal.core.scan.kinds import KINDS
from portal.core.scan.models import Finding, FindingState, Run

SHOWN = 50
FOUND, FAILED = 1, 2


class Command(BaseCommand):
    """Exit code 0: nothing waits; 1: findings that nobody has accepted; 2: the scan failed."""

    help = (
        "Tìm dấu hiệu cổng bị chèn quảng cáo cờ bạc, cho vay, liên kết giấu, trang lạ, tệp bị sửa, "
        "tài khoản lạ. Mã kết thúc: 0 không có gì chờ xem xét, 1 có, 2 chưa kiểm tra được hết."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what is done instead of looking, and how it is told."""
        parser.add_argument("--json", action="store_true", help="chỉ in một dòng JSON")
        remember = parser.add_mutually_exclusive_group()
        remember.add_argument(
            "--remember", action="store_true", help="ghi nhớ các tệp của phần mềm như bây giờ"
        )
        remember.add_argument(
            "--print-manifest", action="store_true", help="in bản ghi nhớ tệp ra, không ghi"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Look, or write down what the files are."""
        if options["print_manifest"]:
            self.stdout.writelines(manifest.lines())
            return
        if options["remember"]:
            self._remember()
            return
        self._scan(only_json=options["json"])

    def _remember(self) -> None:
        lines = list(manifest.lines())
        fresh = manifest.path().with_suffix(".new")
        fresh.write_text("".join(lines), encoding="utf-8")
        fresh.replace(manifest.path())
        self.stdout.write(f"Đã ghi nhớ {len(lines)} tệp vào {manifest.path()}")

    def _scan(self, *, only_json: bool) -> None:
        try:
            bar = ProgressBar(max(running.total(), 1), self.stdout, unit="dòng")
            run, new = running.run((lambda rows: None) if only_json else bar.show)
            telling.tell(new)
        except Exception as error:
            self.stderr.write(f"Chưa kiểm tra được: {error}")
            raise SystemExit(FAILED) from error
        if not only_json:
            self._say(run, new, bar.seconds)
        self.stdout.write(json.dumps(_summary(run, new, bar.seconds), ensure_ascii=False))
        if run.failed:
            raise SystemExit(FAILED)
        if run.waiting:
            raise SystemExit(FOUND)

    def _say(self, run: Run, new: list[Finding], seconds: float) -> None:
        numbers = {finding.pk for finding in new}
        for finding in Finding.objects.filter(state=FindingState.NEW).order_by("-pk")[:SHOWN]:
            mark = "MỚI" if finding.pk in numbers else "còn"
            kind = KINDS[finding.kind].label if finding.kind in KINDS else finding.kind
            self.stdout.write(f"{mark}  {kind}: {finding.place}\n     {finding.what}")
        self.stdout.write(
            f"Đã xem {run.rows} dòng trong {seconds:.0f} giây: {run.new} dấu hiệu mới, "
            f"{run.waiting} chưa ai xem xét."
        )
        if run.failed:
            self.stdout.write(f"CHƯA KIỂM TRA ĐƯỢC: {run.failed}; xem nhật ký của máy.")


def _summary(run: Run, new: list[Finding], seconds: float) -> dict[str, Any]:
    return {
        "new": run.new,
        "waiting": run.waiting,
        "failed": run.failed.split(),
        "rows": run.rows,
        "seconds": round(seconds, 1),
        "ids": [finding.pk for finding in new[:SHOWN]],
    }
