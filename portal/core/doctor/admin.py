"""The page of the doctor, for who looks after the machine and who keeps the accounts."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path

from portal.core.admin.races import RacingAdmin
from portal.core.doctor import page
from portal.core.doctor.models import CheckResult


@admin.register(CheckResult)
class CheckResultAdmin(RacingAdmin):
    """One page with all checks; nobody writes a row by hand."""

    def get_urls(self) -> list[Any]:
        """Offer this page alone."""
        view = self.admin_site.admin_view(self.changelist_view)
        return [path("", view, name="doctor_checkresult_changelist")]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """They are found."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """They are found."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """They go when they are mended."""
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show how the portal is; examine all of it anew when asked to."""
        if not self.has_view_permission(request):
            raise PermissionDenied("Chỉ quản trị hệ thống và quản trị người dùng xem trang này.")
        if request.method == "POST":
            if page.examine_all():
                messages.success(request, "Đã khám lại mọi mục.")
            else:
                messages.warning(request, "Cổng đang được khám. Đợi một phút rồi mở lại trang này.")
            return redirect(request.path)
        context = {**self.admin_site.each_context(request), "title": "Sức khỏe cổng"}
        return TemplateResponse(
            request,
            "admin/doctor/checkup.html",
            context | page.context() | (extra_context or {}),
        )
