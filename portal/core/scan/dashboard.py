"""What the first page of the desk says of the scan."""

from django.urls import reverse
from django.utils.text import Truncator

from portal.core.dashboard.parts import SHOWN, Content, More, Part, Row, at_most, register
from portal.core.dates import date_and_time
from portal.core.scan.kinds import KINDS
from portal.core.scan.models import Finding, FindingState, Run


@register
class Suspicious(Part):
    """What the scan has found and nobody has looked at; the last found first."""

    position = 5
    title = "Dấu hiệu bất thường"
    nothing = "Không có dấu hiệu bị xâm nhập nào chờ xem xét"
    never = "Cổng chưa tự kiểm tra lần nào"

    def is_shown(self) -> bool:
        """It concerns those who may look at the list."""
        return self.desk.user.has_perm("scan.view_finding")

    def content(self) -> Content:
        """Return the last found, walked along the index of those that wait."""
        waiting = at_most(Finding.objects.waiting())
        if not waiting and not Run.objects.exists():
            self.nothing = self.never
        url = f"{reverse('admin:scan_finding_changelist')}?tinh-trang={FindingState.NEW.value}"
        more = [More("Dấu hiệu chưa ai xem xét", url, len(waiting))] if waiting else []
        advice = "Không ai trong cơ quan làm thì báo ngay người phụ trách an toàn thông tin."
        rows = [_row(finding) for finding in waiting[:SHOWN]]
        return Content(rows, more, len(waiting), advice if waiting else "")


def _row(finding: Finding) -> Row:
    kind = KINDS.get(finding.kind)
    facts = (kind.label if kind else finding.kind, f"thấy {date_and_time(finding.first_seen_at)}")
    url = reverse("admin:scan_finding_change", args=[finding.pk])
    return Row(Truncator(finding.place).chars(90), url, facts)
