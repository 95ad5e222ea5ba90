"""The mail about new findings: one for each administrator and scan, whatever was found."""

from collections import Counter

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.notices import background
from portal.core.notices.mails import portal_name, site_url
from portal.core.notices.models import Mail
from portal.core.scan.kinds import KINDS
from portal.core.scan.models import Finding
from portal.core.text import excerpt, normalise_line

SHOWN = 20
"""Findings that the mail names; the others are on the desk."""
_MAX_SUBJECT = 200
_WORDS = """\
Cổng vừa tự kiểm tra và thấy {count} dấu hiệu bất thường chưa gặp trước đây ({counted}).

{lines}

Xem từng dấu hiệu, sửa hoặc chấp nhận kèm lý do: {url}

Nếu không ai trong cơ quan làm những việc này, cổng có thể đã bị xâm nhập: đừng xóa gì, báo ngay
người phụ trách an toàn thông tin.

--
{portal}
Thư do cổng tự gửi, xin đừng trả lời.
"""


@transaction.atomic
def tell(new: list[Finding]) -> int:
    """Queue the mails; return how many.  Nothing is said where nothing is new."""
    if not new or not settings.MAIL_ENABLED:
        return 0
    portal = portal_name()
    subject = f"[{portal}] Tự kiểm tra thấy {len(new)} dấu hiệu bất thường mới"
    text = _text(new, portal)
    mails = [
        Mail(to=address, subject=excerpt(normalise_line(subject), _MAX_SUBJECT), text=text)
        for address in _addresses()
    ]
    Mail.objects.bulk_create(mails)
    transaction.on_commit(background.wake, robust=True)
    return len(mails)


def _addresses() -> list[str]:
    """Return where those are reached who may do something about it."""
    roles = (AccountRole.CHIEF.value, AccountRole.USER_ADMIN.value)
    people = User.objects.filter(Q(is_superuser=True) | Q(groups__name__in=roles), is_active=True)
    return sorted(set(people.exclude(email="").values_list("email", flat=True)))


def _text(new: list[Finding], portal: str) -> str:
    kinds = Counter(KINDS[finding.kind].label for finding in new)
    # Only where it is: what it says may be an advertisement, which a mail should not carry on.
    lines = [
        f"- {KINDS[finding.kind].label}: {normalise_line(finding.place)}" for finding in new[:SHOWN]
    ]
    if len(new) > SHOWN:
        lines.append(f"- và {len(new) - SHOWN} dấu hiệu khác")
    url = site_url(reverse("admin:scan_finding_changelist"))
    counted = ", ".join(f"{label.lower()}: {count}" for label, count in kinds.items())
    return _WORDS.format(
        count=len(new), counted=counted, lines="\n".join(lines), url=url, portal=portal
    )
