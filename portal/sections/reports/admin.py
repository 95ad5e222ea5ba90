"""The desk's pages for what readers report."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from portal.core.admin.lists import FoldedSearchAdmin, badge, signed_in
from portal.sections.reports.forms import HandlingForm
from portal.sections.reports.models import ErrorReport, ReportState

_BADGES = {
    ReportState.NEW: "submitted",
    ReportState.LOOKING: "scheduled",
    ReportState.FIXED: "live",
    ReportState.NO_ERROR: "expired",
}
"""The look of a state of content that means about the same."""


@admin.register(ErrorReport)
class ErrorReportAdmin(FoldedSearchAdmin):
    """Reports: read, marked, noted; what the reader wrote is never changed."""

    form = HandlingForm
    list_display = ("excerpt", "page_link", "state_badge", "created_at", "handled_by")
    list_display_links = ("excerpt",)
    list_filter = ("state",)
    list_select_related = ("handled_by",)
    search_help_text = "Gõ có dấu hay không dấu đều được."
    readonly_fields = ("page_link", "text", "contact", "created_at", "handled_by", "handled_at")
    fieldsets = (
        ("Bạn đọc báo", {"fields": ("page_link", "text", "contact", "created_at")}),
        ("Xử lý", {"fields": ("base_version", "state", "note", "handled_by", "handled_at")}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Reports come from readers."""
        return False

    @admin.display(description="nội dung báo")
    def excerpt(self, report: ErrorReport) -> str:
        """How the report begins."""
        return Truncator(report.text).chars(90)

    @admin.display(description="trang có lỗi")
    def page_link(self, report: ErrorReport) -> SafeString:
        """The reported page, by its title where it is known."""
        return format_html('<a href="{}">{}</a>', report.path, report.title or report.page)

    @admin.display(description="trạng thái", ordering="state")
    def state_badge(self, report: ErrorReport) -> SafeString:
        """Word and colour of the state."""
        state = ReportState(report.state)
        return badge(_BADGES[state], state.label)

    def save_model(self, request: HttpRequest, obj: ErrorReport, form: Any, change: bool) -> None:
        """Note who moved the report on, and when."""
        if "state" in form.changed_data:
            obj.handled(by=signed_in(request))
        obj.version += 1
        super().save_model(request, obj, form, change)
