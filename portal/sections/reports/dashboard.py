"""What the first page of the desk says of the reports."""

from django.urls import reverse
from django.utils.text import Truncator

from portal.core.dashboard.parts import SHOWN, Content, More, Part, Row, at_most, register
from portal.core.dates import date_and_time
from portal.sections.reports.models import ErrorReport, ReportState


@register
class Reported(Part):
    """What readers have reported and nobody has looked at."""

    position = 35
    title = "Báo lỗi của bạn đọc"
    nothing = "Không có báo lỗi mới của bạn đọc"

    def is_shown(self) -> bool:
        """It concerns those who handle them."""
        return self.desk.user.has_perm("reports.change_errorreport")

    def content(self) -> Content:
        """Return the newest."""
        waiting = at_most(ErrorReport.objects.waiting().only("page", "title", "text", "created_at"))
        rows = reverse("admin:reports_errorreport_changelist")
        url = f"{rows}?state__exact={ReportState.NEW.value}"
        more = [More("Báo lỗi mới", url, len(waiting))] if waiting else []
        return Content([_row(report) for report in waiting[:SHOWN]], more, len(waiting))


def _row(report: ErrorReport) -> Row:
    return Row(
        Truncator(report.text).chars(90),
        reverse("admin:reports_errorreport_change", args=[report.pk]),
        (str(report.title or report.page), date_and_time(report.created_at)),
    )
