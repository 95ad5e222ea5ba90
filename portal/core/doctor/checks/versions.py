"""Until when what the portal is made of gets repairs."""

import sys
from datetime import date, timedelta

import django
from django.db import connection
from django.utils import timezone

from portal.core.dates import short_date
from portal.core.doctor.findings import Finding, good, note, warning
from portal.core.doctor.registry import check

SUPPORTED_UNTIL = {
    "Python": {
        "3.11": date(2027, 10, 31),
        "3.12": date(2028, 10, 31),
        "3.13": date(2029, 10, 31),
    },
    "Django": {"5.2": date(2028, 4, 30)},
    "PostgreSQL": {
        "14": date(2026, 11, 12),
        "15": date(2027, 11, 11),
        "16": date(2028, 11, 9),
        "17": date(2029, 11, 8),
        "18": date(2030, 11, 14),
    },
}
"""The last day for which the makers have promised repairs of what is unsafe; the one place to
change when a version is added."""
_SOON = timedelta(days=180)


def _versions() -> dict[str, str]:
    found = {
        "Python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "Django": f"{django.VERSION[0]}.{django.VERSION[1]}",
    }
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        found["PostgreSQL"] = str(connection.connection.server_version // 10_000)
    return found


@check(
    "versions",
    "Python, Django và cơ sở dữ liệu còn được vá lỗi",
    why="Hết hạn vá thì lỗ hổng mới tìm ra sẽ không ai sửa, và ai cũng biết cách dùng nó.",
)
def versions() -> Finding:
    """Return what has ended, what ends soon, or what is known of nothing."""
    today = timezone.localdate()
    groups: dict[str, list[str]] = {"ended": [], "soon": [], "unknown": [], "fine": []}
    for name, version in _versions().items():
        until = SUPPORTED_UNTIL[name].get(version)
        told = f" ({short_date(until)})" if until else ""
        groups[_group(until, today)].append(f"{name} {version}{told}")
    words = {group: ", ".join(names) for group, names in groups.items()}
    plan = "Lên kế hoạch nâng cấp cùng người kỹ thuật."
    if words["ended"]:
        return warning(f"Đã hết hạn vá lỗi: {words['ended']}.", plan)
    if words["soon"]:
        return note(f"Sắp hết hạn vá lỗi: {words['soon']}.", plan)
    if words["unknown"]:
        return note(f"Không biết hạn vá lỗi của {words['unknown']}.", "Xem trang của nơi làm ra.")
    return good(f"Còn được vá đến: {words['fine']}.")


def _group(until: date | None, today: date) -> str:
    if until is None:
        return "unknown"
    if until < today:
        return "ended"
    return "soon" if until - today < _SOON else "fine"
