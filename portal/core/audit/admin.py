"""The trail on the desk: read, narrowed, exported; never changed."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from portal.core.admin.lists import LargeListAdmin, signed_in
from portal.core.audit.export import csv_lines
from portal.core.audit.forms import TrailFilterForm
from portal.core.audit.models import AuditEntry, AuditQuerySet, areas_of

LIST = "admin:audit_auditentry_changelist"


class TrailFilter(admin.ListFilter):
    """One form for all that the list is narrowed by."""

    title = "nhật ký"
    template = "admin/audit/_filter.html"

    def __init__(self, request: HttpRequest, params: Any, model: Any, model_admin: Any) -> None:
        super().__init__(request, params, model, model_admin)
        for name in TrailFilterForm.base_fields:
            if name in params:
                self.used_parameters[name] = params.pop(name)[-1]
        self.form = TrailFilterForm(request.GET, areas=areas_of(signed_in(request)))

    def has_output(self) -> bool:
        """The form is always there."""
        return True

    def expected_parameters(self) -> list[str | None]:
        """Return the names of the fields."""
        return list(TrailFilterForm.base_fields)

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Give the form to the template."""
        yield {"form": self.form}

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list."""
        return self.form.narrow(queryset) if isinstance(queryset, AuditQuerySet) else queryset


@admin.register(AuditEntry)
class AuditEntryAdmin(LargeListAdmin):
    """Superusers read all of it, chiefs content and settings, user administrators accounts."""

    change_list_template = "admin/audit/auditentry/change_list.html"
    list_display = ("number", "made_at", "did", "about", "change", "actor_name", "address")
    list_filter = (TrailFilter,)
    sortable_by = ()
    ordering = ("-made_at", "-number")
    actions = None
    fieldsets = (
        (None, {"fields": ("number", "made_at", "did", "actor_name", "address")}),
        ("Việc đã làm", {"fields": ("about", "before_label", "after_label", "reason")}),
        ("Niêm phong", {"fields": ("content_hash", "previous_hash", "hash")}),
    )
    readonly_fields = ("did", "about", "before_label", "after_label")

    def get_queryset(self, request: HttpRequest) -> QuerySet[AuditEntry]:
        """Return the parts that this person may read; no other row is found by URL either."""
        return AuditEntry.objects.visible_to(signed_in(request))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Rows come from what is done."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes one."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes one."""
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Head the list with its name."""
        return super().changelist_view(request, {"title": "Nhật ký", **(extra_context or {})})

    def get_urls(self) -> list[URLPattern]:
        """Add the file for Excel."""
        view = self.admin_site.admin_view(self.export_view)
        return [path("tai-csv/", view, name="audit_auditentry_export"), *super().get_urls()]

    def export_view(self, request: HttpRequest) -> HttpResponseBase:
        """Send the rows of a period, narrowed as the list is."""
        if not self.has_view_permission(request):
            raise PermissionDenied("Tài khoản không được xem nhật ký.")
        form = TrailFilterForm(request.GET, areas=areas_of(signed_in(request)))
        if not form.is_valid() or form.cleaned_data["tu"] is None:
            messages.error(request, "Chọn “Từ ngày” rồi bấm lại để tải: tệp là của một kỳ.")
            return redirect(f"{reverse(LIST)}?{request.GET.urlencode()}")
        lines = csv_lines(form.narrow(AuditEntry.objects.visible_to(signed_in(request))))
        response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        name = f"nhat-ky-tu-{form.cleaned_data['tu']:%Y-%m-%d}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Cache-Control"] = "no-store"
        return response

    @admin.display(description="việc")
    def did(self, entry: AuditEntry) -> str:
        """What was done."""
        return entry.action_label

    @admin.display(description="đối tượng")
    def about(self, entry: AuditEntry) -> SafeString | str:
        """What it was done to, with the way to all that was done to the same."""
        if entry.content_type_id is None:
            return entry.title
        kind = ContentType.objects.get_for_id(entry.content_type_id)
        url = f"{reverse(LIST)}?{item_query(kind, entry.object_id)}"
        return format_html('<a href="{}">{}</a>', url, entry.title or kind.name)

    @admin.display(description="thay đổi")
    def change(self, entry: AuditEntry) -> str:
        """From what to what, and why."""
        steps = " → ".join(filter(None, [entry.before_label, entry.after_label]))
        text = f"{steps} ({entry.reason})" if entry.reason else steps
        return Truncator(text).chars(120)

    @admin.display(description="trước")
    def before_label(self, entry: AuditEntry) -> str:
        """What was there until then."""
        return entry.before_label

    @admin.display(description="sau")
    def after_label(self, entry: AuditEntry) -> str:
        """What is there since."""
        return entry.after_label


def item_query(kind: ContentType, number: int | None) -> str:
    """Return how the list is asked for what was done to one item."""
    return urlencode({"loai": f"{kind.app_label}.{kind.model}", "so": number or ""})
