"""Is there a backup, and does it restore?"""

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from portal.core.dates import date_and_time
from portal.core.doctor.checks.disks import existing, folders
from portal.core.doctor.findings import Finding, bad, good, note, warning
from portal.core.doctor.registry import check
from portal.core.ops.dashboard import BACKUP_LASTS, DRILL_LASTS
from portal.core.ops.models import Kind, Outcome, Run

_BACKUP, _DRILL = "backup", "restore --verify"


@check(
    "backup",
    "Sao lưu",
    why="Máy hỏng, xóa nhầm hay bị phá: bản sao lưu là thứ duy nhất đưa cổng trở lại.",
    on_first_page=False,
)
def backup() -> Finding:
    """Return how old the last one is."""
    last = Run.objects.last_of_each()
    made, failed = last.get((Kind.BACKUP, Outcome.GOOD)), last.get((Kind.BACKUP, Outcome.FAILED))
    if made is None:
        return bad("Cổng chưa có bản sao lưu nào.", "Chạy lệnh này.", command=_BACKUP)
    seen = f"Bản gần nhất xong lúc {date_and_time(made.ended_at)}."
    if timezone.now() - made.ended_at > BACKUP_LASTS:
        return bad(seen, "Chạy lệnh này, rồi xem mục “Lệnh hẹn giờ”.", command=_BACKUP)
    if failed and failed.pk > made.pk:
        return warning(f"{seen} Sau đó có lần bị hỏng.", "Chạy lại.", command=_BACKUP)
    return good(seen)


@check(
    "backup-copy",
    "Bản sao lưu ngoài máy này",
    why="Máy cháy, bị lấy mất hay bị mã hóa tống tiền thì các bản sao trong máy mất theo.",
    on_first_page=False,
)
def backup_copy() -> Finding | None:
    """Return how old the last copy in the bucket is, and whom its bucket protects from."""
    last = Run.objects.last_of_each()
    if not settings.BACKUP_S3 or (Kind.BACKUP, Outcome.GOOD) not in last:
        return None
    copied, failed = last.get((Kind.COPY, Outcome.GOOD)), last.get((Kind.COPY, Outcome.FAILED))
    if copied is None:
        advice = "Chạy lệnh này; không được thì đọc lời của nó ở mục Vận hành."
        return bad("Kho S3 chưa có bản sao lưu nào.", advice, command=_BACKUP)
    seen = f"Lần gần nhất chép xong lên kho S3: {date_and_time(copied.ended_at)}."
    if timezone.now() - copied.ended_at > BACKUP_LASTS:
        advice = "Đọc lời của lệnh ở mục Vận hành: mạng, khóa hay chỗ trống của kho. Rồi chạy lại."
        return bad(seen, advice, command=_BACKUP)
    if failed and failed.pk > copied.pk:
        advice = "Đọc lời của lệnh ở mục Vận hành, rồi chạy lại."
        return warning(f"{seen} Sau đó có lần bị hỏng.", advice, command=_BACKUP)
    return _whom_it_protects_from(seen)


def _whom_it_protects_from(seen: str) -> Finding:
    key = settings.BACKUP_S3.get("access_key")
    if key and key == settings.MEDIA_S3.get("access_key"):
        return warning(
            f"{seen} Khóa của kho ấy cũng là khóa của kho tệp tải lên.",
            "Tạo một khóa riêng, chỉ vào được bucket của bản sao lưu, rồi đổi BACKUP_S3_ACCESS_KEY "
            "và BACKUP_S3_SECRET_KEY trong .env.",
        )
    if not settings.BACKUP_PUBLIC_KEY:
        return note(
            f"{seen} Các bản sao không mã hóa: ai đọc được kho thì đọc được mọi dữ liệu của cổng.",
            "Kho do nơi khác giữ thì mã hóa; docs/operation.md, mục Mã hóa, có các bước.",
        )
    return good(seen)


@check(
    "drill",
    "Thử khôi phục",
    why="Bản sao chưa từng khôi phục thử thì chưa biết có dùng được không.",
    on_first_page=False,
)
def drill() -> Finding | None:
    """Return how the last drill went."""
    runs = Run.objects.last_of_each()
    if (Kind.BACKUP, Outcome.GOOD) not in runs:
        return None
    drills = [run for (kind, _), run in runs.items() if kind == Kind.DRILL]
    newest = max(drills, key=lambda run: run.pk, default=None)
    if newest is None:
        return warning("Chưa thử khôi phục lần nào.", "Chạy lệnh này.", command=_DRILL)
    seen = f"Lần gần nhất {date_and_time(newest.ended_at)}: {newest.get_outcome_display()}."
    if newest.outcome == Outcome.FAILED:
        return bad(seen, "Đọc lời của lệnh ở mục Vận hành, rồi thử lại.", command=_DRILL)
    if timezone.now() - newest.ended_at > DRILL_LASTS:
        return warning(seen, "Chạy lệnh này.", command=_DRILL)
    return good(seen)


@check(
    "backup-place",
    "Bản sao lưu nằm ở đâu",
    why="Bản sao cùng đĩa với dữ liệu thì mất cùng dữ liệu.",
    asks_database=False,
)
def backup_place() -> Finding:
    """Return whether one broken disk takes both."""
    device = existing(Path(settings.BACKUP_DIR)).stat().st_dev
    beside = [
        words
        for name, words, folder in folders()
        if name in {"database", "media"} and existing(folder).stat().st_dev == device
    ]
    if beside and settings.BACKUP_S3:
        return good(f"Cùng đĩa với {' và '.join(beside)}; mỗi bản còn được chép lên kho S3.")
    if beside:
        return note(
            f"Bản sao lưu nằm cùng đĩa với {' và '.join(beside)}.",
            "Mỗi ngày chép thư mục sao lưu sang máy khác, hay đặt BACKUP_S3_… để cổng tự chép; "
            "docs/operation.md có sẵn lệnh.",
        )
    return good("Bản sao lưu nằm ở đĩa khác. Vẫn cần thêm một bản ở máy khác, ngoài trụ sở.")
