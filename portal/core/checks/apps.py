"""Application: checks before sending."""

from django.apps import AppConfig
from django.core.signals import request_finished, request_started

from portal.core.accounts.roles import DESK_ROLES, AccountRole
from portal.core.privacy.declaring import OnRequest, PersonalData

_LOOK = ("checks.view_itemfinding",)
_DECIDE = (*_LOOK, "checks.view_checkwaiver")


class ChecksConfig(AppConfig):
    """Stands in the way of what must not be sent; chiefs choose what that is."""

    name = "portal.core.checks"
    label = "checks"
    verbose_name = "Kiểm tra trước khi gửi"
    not_on_pages = True
    timed_commands = {"check_content": "nightly", "check_content --all": "monthly"}
    personal_data = (
        PersonalData(
            table="CheckSwitch",
            fields=("changed_by",),
            whose="người làm việc trên cổng",
            purpose="ai đã đổi mức của phép kiểm tra",
            kept="đến lần đổi sau",
            deleted_by="lần đổi sau ghi đè",
            on_request=OnRequest.STAYS,
            because="tên đổi thành “Người dùng đã xóa”",
        ),
        PersonalData(
            table="CheckWaiver",
            fields=("made_by", "reason", "found"),
            whose="người làm việc trên cổng; người được nêu trong bài",
            purpose="ai chịu trách nhiệm về căn cứ công khai; những gì đã thấy được che bớt",
            kept="còn bài thì còn",
            deleted_by="xóa cùng bài",
            on_request=OnRequest.STAYS,
            because="là bằng chứng về căn cứ công khai dữ liệu cá nhân",
            owner=("made_by",),
        ),
    )
    role_permissions = dict.fromkeys(DESK_ROLES, _LOOK) | {
        AccountRole.EDITOR: _DECIDE,
        AccountRole.CHIEF: (*_DECIDE, "checks.view_checkswitch", "checks.change_checkswitch"),
    }

    def ready(self) -> None:
        """Listen to the desk, and to the beginning and end of requests."""
        from portal.core.checks import report, running, switches
        from portal.core.workflow import signals

        signals.storing.connect(running.on_storing)
        signals.public_changed.connect(report.on_public_changed)
        request_started.connect(switches.on_request_started)
        request_finished.connect(switches.on_request_finished)
