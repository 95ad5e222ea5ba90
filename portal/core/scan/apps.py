"""Application: the self-scan."""

from django.apps import AppConfig

from portal.core.accounts.roles import AccountRole
from portal.core.privacy.declaring import OnRequest, PersonalData

_LOOK = ("scan.view_finding",)


class ScanConfig(AppConfig):
    """Looks every night for what somebody else has written; chiefs answer for content."""

    name = "portal.core.scan"
    label = "scan"
    verbose_name = "Tự kiểm tra"
    not_on_pages = True
    timed_commands = {"scan": "nightly"}
    personal_data = (
        PersonalData(
            table="Finding",
            fields=("accepted_by", "reason"),
            whose="người làm việc trên cổng",
            purpose="ai chịu trách nhiệm rằng điều đã thấy là đúng",
            kept="đến khi điều đã thấy không còn",
            deleted_by="`scan`",
            on_request=OnRequest.STAYS,
            because="tên đổi thành “Người dùng đã xóa”",
            owner=("accepted_by",),
        ),
    )
    role_permissions = {
        AccountRole.CHIEF: (*_LOOK, "scan.change_finding"),
        AccountRole.USER_ADMIN: _LOOK,
    }
