"""What the first page of the desk tells of the portal's health."""

from django.urls import reverse

from portal.core.dashboard.parts import Content, Desk, More, Part, Row, register
from portal.core.dates import date_and_time
from portal.core.doctor.findings import Severity
from portal.core.doctor.models import CheckResult
from portal.core.doctor.running import Result

_GOOD = "Lần khám cổng gần nhất không thấy điều gì phải sửa ngay"
_NEVER = "Cổng chưa được khám lần nào (mục Sức khỏe cổng)"


@register
class Health(Part):
    """What is to be mended now, as it was found last; the page itself looks anew."""

    position = 6
    title = "Cổng cần sửa ngay"
    nothing = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._url = reverse("admin:doctor_checkresult_changelist")

    def is_shown(self) -> bool:
        """It concerns who may open the page."""
        return self.desk.user.has_perm("doctor.view_checkresult")

    def content(self) -> Content:
        """Return what is bad; one query for a few dozen rows."""
        results = CheckResult.objects.results()
        rows = [
            Row(each.check.title, f"{self._url}#{each.check.name}", _facts(each))
            for each in results
            if each.severity == Severity.BAD and each.check.on_first_page
        ]
        self.nothing = _GOOD if results else _NEVER
        return Content(rows, [More("Sức khỏe cổng", self._url)] if rows else [], len(rows))


def _facts(result: Result) -> tuple[str, ...]:
    return result.finding.seen, date_and_time(result.at)
