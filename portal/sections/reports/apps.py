"""Application: what readers report as wrong."""

from django.apps import AppConfig

from portal.core.accounts.roles import AccountRole
from portal.core.privacy.declaring import OnRequest, PersonalData

_HANDLE = ("reports.view_errorreport", "reports.change_errorreport")


class ReportsConfig(AppConfig):
    """Owns the reports; editors handle them, only a chief throws one away."""

    name = "portal.sections.reports"
    not_on_pages = True
    personal_data = (
        PersonalData(
            table="ErrorReport",
            fields=("page", "text", "contact", "note", "handled_by"),
            whose="bạn đọc báo lỗi",
            purpose="sửa chỗ sai, hỏi lại người báo nếu người ấy để lại liên hệ",
            kept="{REPORT_KEEP_DAYS} ngày sau khi xử lý xong; liên hệ chưa ai xử lý cũng vậy",
            deleted_by="`delete_outdated`",
            on_request=OnRequest.DELETED,
            owner=("contact",),
            emails=("contact",),
            phones=("contact",),
            forget="portal.sections.reports.models.forget_outdated",
        ),
    )
    verbose_name = "Báo lỗi nội dung"
    role_permissions = {
        AccountRole.EDITOR: _HANDLE,
        AccountRole.CHIEF: (*_HANDLE, "reports.delete_errorreport"),
    }
