"""Application: what readers report as wrong."""

from django.apps import AppConfig

from portal.core.accounts.roles import AccountRole

_HANDLE = ("reports.view_errorreport", "reports.change_errorreport")


class ReportsConfig(AppConfig):
    """Owns the reports; editors handle them, only a chief throws one away."""

    name = "portal.sections.reports"
    not_on_pages = True
    timed_commands = {"forget_reports": "weekly"}
    verbose_name = "Báo lỗi nội dung"
    role_permissions = {
        AccountRole.EDITOR: _HANDLE,
        AccountRole.CHIEF: (*_HANDLE, "reports.delete_errorreport"),
    }
