"""Has the scan found something that nobody has looked at?"""

from portal.core.dates import date_and_time
from portal.core.doctor.findings import Finding, bad, good, warning
from portal.core.doctor.registry import check
from portal.core.scan.models import Finding as Found
from portal.core.scan.models import Run

_MOST = 100
"""Findings that are counted: whoever has more reads the list."""


@check(
    "scan",
    "Tự kiểm tra an ninh",
    why="Kẻ chèn quảng cáo cờ bạc giấu nó khỏi mắt người đọc; cổng tự tìm mỗi đêm.",
    on_first_page=False,
)
def scan() -> Finding:
    """Return how much waits for somebody, and when was looked."""
    last = Run.objects.order_by("-pk").first()
    if last is None:
        return warning("Cổng chưa tự kiểm tra lần nào.", "Chạy lệnh này.", command="scan")
    when = f"Lần gần nhất {date_and_time(last.ended_at)}"
    if waiting := Found.objects.waiting()[:_MOST].count():
        many = f"{waiting}" if waiting < _MOST else f"từ {_MOST}"
        seen = f"{when}: có {many} dấu hiệu chưa ai xem xét."
        return bad(seen, "Xem từng dấu hiệu.", page="admin:scan_finding_changelist")
    if last.failed:
        seen = f"{when}: có phần không kiểm tra được ({last.failed})."
        return warning(seen, "Chạy lại; vẫn vậy thì đọc nhật ký của cổng.", command="scan")
    return good(f"{when}: không thấy gì lạ.")
