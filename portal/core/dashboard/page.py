"""The first page of the desk: the parts that concern its reader, or how to begin."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.urls import reverse

from portal.core.dashboard import items as items  # its parts register themselves
from portal.core.dashboard.gathering import Arm, gather
from portal.core.dashboard.parts import Desk, shown_parts


class Step(NamedTuple):
    """One of the first things to do on a portal that has nothing yet."""

    label: str
    hint: str
    url: str


_OFFICE = (
    (
        "identity.change_identity",
        "Điền thông tin cổng",
        "Tên cơ quan, người chịu trách nhiệm, địa chỉ, điện thoại",
        "admin:identity_identity_changelist",
    ),
    (
        "accounts.add_user",
        "Mở tài khoản cho đồng nghiệp",
        "Mỗi người một tài khoản, giao chuyên mục cho từng người",
        "admin:accounts_user_add",
    ),
    (
        "categories.change_category",
        "Xem lại cây chuyên mục",
        "Bỏ mục không dùng, đặt thứ tự trên menu và trang chủ",
        "admin:categories_category_changelist",
    ),
)
"""What is seen to before anything is written: permission, words, page."""


def first_page(request: HttpRequest, site: AdminSite) -> dict[str, Any]:
    """Return what the first page shows: the parts with something in them, then the others."""
    desk = Desk(request, site)
    steps = list(_first_steps(desk))
    shown = [each for each in shown_parts(desk) if not (steps and each.part.once_begun)]
    full = [each for each in shown if each.content.count]
    return {
        "parts": full,
        "quiet_parts": [each.part.nothing for each in shown if not each.content.count],
        "first_steps": steps,
    }


def calendar_url(desk: Desk) -> str:
    """Return where the calendar is, for whoever has anything to do with content."""
    return reverse("admin:calendar") if desk.admins else ""


def _first_steps(desk: Desk) -> Iterable[Step]:
    """Return what to do first where there is no item yet that this person may open."""
    if not desk.admins or items.gathered(desk).has_rows or _has_items(desk):
        return
    for permission, label, hint, page in _OFFICE:
        if desk.user.has_perm(permission):
            yield Step(label, hint, reverse(page))
    for model_admin in desk.admins[:1]:
        if model_admin.has_add_permission(desk.request):
            label = f"Viết {model_admin.noun} đầu tiên"
            yield Step(label, "Soạn, lưu nháp rồi gửi duyệt", model_admin.url_of("add"))


def _has_items(desk: Desk) -> bool:
    seen = ((each, each.rows_seen_by(desk.user)) for each in desk.admins)
    return bool(gather(Arm(each, rows, ("-updated_at", "-pk"), 1) for each, rows in seen))
