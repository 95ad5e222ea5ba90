"""Commands that timers should have called."""

from django.utils import timezone

from portal.core.doctor.findings import Finding, good, note, warning
from portal.core.doctor.models import CommandRun
from portal.core.doctor.registry import check
from portal.core.doctor.timed import LATE, expected_since, timed_commands


@check(
    "timers",
    "Lệnh hẹn giờ",
    why="Sao lưu, gửi thư, dọn dẹp, tự kiểm tra đều do lệnh hẹn giờ; chúng ngừng thì không ai hay.",
)
def timers() -> Finding:
    """Return which are late, and which ended badly."""
    runs = {run.command: run for run in CommandRun.objects.all()}
    since, now = expected_since(), timezone.now()
    late, failed, waiting = [], [], 0
    for command, period in timed_commands().items():
        run = runs.get(command)
        if now - (run.ended_at if run else since) > LATE[period]:
            late.append(command)
        elif run is None:
            waiting += 1
        elif not run.went_well:
            failed.append(command)
    if late and not runs:
        return warning(
            "Chưa lệnh hẹn giờ nào chạy.",
            "Trên máy chủ gõ: sudo deploy/install.sh (đặt lại hẹn giờ).",
        )
    if late or failed:
        return warning(
            " ".join(
                f"{words}: {', '.join(names)}."
                for words, names in (("Quá giờ chưa chạy", late), ("Lần cuối bị lỗi", failed))
                if names
            ),
            "Trên máy chủ gõ: systemctl list-timers 'cong-*', rồi journalctl -u 'cong-task@*'.",
        )
    if waiting:
        return note(f"Cổng mới dựng: {waiting} lệnh chưa đến giờ chạy lần đầu.")
    return good(f"Cả {len(runs)} lệnh đều chạy đúng hẹn và kết thúc tốt.")
