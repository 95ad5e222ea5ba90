"""Is the trail as it was written?"""

from portal.core.dates import date_and_time
from portal.core.doctor.findings import Finding, bad, good, note
from portal.core.doctor.models import CommandRun
from portal.core.doctor.registry import check

_COMMAND = "verify_audit"


@check(
    "audit",
    "Nhật ký nguyên vẹn",
    why="Nhật ký nói ai đã làm gì; kẻ phá cổng thường sửa nhật ký trước tiên.",
)
def trail() -> Finding:
    """Return what the nightly reading of the whole chain has found."""
    run = CommandRun.objects.filter(command=_COMMAND).first()
    if run is None:
        return note("Chưa kiểm tra lần nào bằng lệnh hẹn giờ.", "Chạy lệnh này.", command=_COMMAND)
    when = date_and_time(run.ended_at)
    if not run.went_well:
        return bad(
            f"Lần kiểm tra {when} không qua: nhật ký có chỗ bị sửa, bị mất, hoặc lệnh bị dừng.",
            "Đừng sửa gì. Lệnh này nói ở dòng nào; làm tiếp theo docs/operation.md, mục Nhật ký.",
            command=_COMMAND,
        )
    return good(f"Đã đọc lại cả chuỗi lúc {when}, còn nguyên vẹn.")
