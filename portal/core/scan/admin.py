"""The desk's pages for what the scan has found: looked at, and answered for."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst

from portal.core.admin.lists import LargeListAdmin, badge, signed_in
from portal.core.scan import accepting
from portal.core.scan.kinds import KINDS
from portal.core.scan.models import Finding, FindingState

MOST = 100
"""Rows that are accepted at once: a page of the list."""
_LOOKS = {
    FindingState.NEW: "returned",
    FindingState.ACCEPTED: "live",
    FindingState.GONE: "expired",
}


class ReasonForm(forms.Form):
    """Why what was found may stay."""

    reason = forms.CharField(
        label="Lý do chấp nhận",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        help_text="Ví dụ: trang của báo mà bài trích lại; ông Nam cài bản vá ngày 20/11.",
        error_messages={"required": "Ghi lý do, để người sau biết vì sao."},
    )


class KindFilter(admin.SimpleListFilter):
    """Filter by what was looked at."""

    title = "loại"
    parameter_name = "loai"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer every kind."""
        return [(kind.name, kind.label) for kind in KINDS.values()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list to one kind."""
        return queryset.filter(kind=self.value()) if self.value() in KINDS else queryset


class StateFilter(admin.SimpleListFilter):
    """Filter by what became of it; at first what nobody has looked at."""

    title = "tình trạng"
    parameter_name = "tinh-trang"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer every state."""
        return [*FindingState.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list to one state."""
        return queryset.filter(state=self.value()) if self.value() in FindingState else queryset


@admin.register(Finding)
class FindingAdmin(LargeListAdmin):
    """The list, made by `manage.py scan`; its rows change by being accepted alone."""

    change_list_template = "admin/checks/change_list.html"
    list_display = ("place_column", "state_badge", "kind_label", "what_column", "first_seen_at")
    list_display_links = ("place_column",)
    list_filter = (StateFilter, KindFilter)
    ordering = ("-first_seen_at", "-pk")
    sortable_by = ()
    actions = ("accept",)
    fieldsets = (
        (None, {"fields": ("place", "row_link", "kind_label", "what", "evidence")}),
        ("Thấy", {"fields": ("state_badge", "first_seen_at", "last_seen_at")}),
        ("Chấp nhận", {"fields": ("reason", "accepted_by", "accepted_at")}),
    )
    readonly_fields = ("row_link", "kind_label", "state_badge")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Load with each row the table that it is about."""
        return super().get_queryset(request).select_related("content_type", "accepted_by")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Rows come from the scan."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes what was found; see `has_accept_permission`."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody makes it unseen."""
        return False

    def has_accept_permission(self, request: HttpRequest) -> bool:
        """Return whether this person may answer for any finding at all."""
        return bool(signed_in(request).has_perm("scan.change_finding"))

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Head the list with its name."""
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    @admin.action(description="Chấp nhận các dấu hiệu đã chọn…", permissions=["accept"])
    def accept(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Ask for the reason, then accept; ticked rows that are settled stay as they are."""
        user = signed_in(request)
        rows = list(queryset.filter(state=FindingState.NEW)[:MOST])
        mine = [finding for finding in rows if accepting.may_accept(user, finding)]
        confirmed = "confirmed" in request.POST
        form = ReasonForm(request.POST if confirmed else None)
        if confirmed and form.is_valid():
            count = accepting.accept(mine, by=user, reason=form.cleaned_data["reason"])
            messages.success(request, f"Đã chấp nhận {count} dấu hiệu; chúng không bị báo lại.")
            return None
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Chấp nhận dấu hiệu bất thường",
            "rows": mine,
            "others": len(rows) - len(mine),
            "form": form,
            "checkbox_name": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/scan/accept.html", context)

    @admin.display(description="ở đâu")
    def place_column(self, finding: Finding) -> str:
        """Where it is, not too long for a list."""
        return Truncator(finding.place).chars(80)

    @admin.display(description="điều đã thấy")
    def what_column(self, finding: Finding) -> str:
        """What was seen."""
        return Truncator(finding.what).chars(200)

    @admin.display(description="loại")
    def kind_label(self, finding: Finding) -> str:
        """What was looked at."""
        kind = KINDS.get(finding.kind)
        return kind.label if kind else finding.kind

    @admin.display(description="tình trạng")
    def state_badge(self, finding: Finding) -> SafeString:
        """What became of it."""
        state = FindingState(finding.state)
        return badge(_LOOKS[state], state.label)

    @admin.display(description="mở để sửa")
    def row_link(self, finding: Finding) -> SafeString | str:
        """The page of the row that it is about, where the desk has one."""
        kind = finding.content_type
        if kind is None:
            return "Không có trang để mở"
        try:
            url = reverse(f"admin:{kind.app_label}_{kind.model}_change", args=[finding.object_id])
        except NoReverseMatch:
            return "Không có trang để mở"
        return format_html('<a href="{}">{} {}</a>', url, capfirst(kind.name), finding.object_id)
