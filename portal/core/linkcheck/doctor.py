"""Do the links of the portal lead somewhere?"""

from portal.core.doctor.findings import Finding, good, note
from portal.core.doctor.registry import check
from portal.core.linkcheck.models import Address

_MOST = 100
"""Addresses that are counted: whoever has more reads the list."""


@check(
    "links",
    "Đường dẫn hỏng",
    why="Đường dẫn hỏng đưa người dân tới trang không có gì, kể cả khi họ cần biểu mẫu.",
    on_first_page=False,
)
def links() -> Finding:
    """Return how many addresses lead nowhere."""
    broken = Address.objects.broken()[:_MOST].count()
    if not broken:
        return good("Không có đường dẫn hỏng.")
    many = f"{broken}" if broken < _MOST else f"Từ {_MOST}"
    return note(f"{many} đường dẫn hỏng.", "Sửa từng cái.", page="admin:links_address_changelist")
