"""Application: links that lead nowhere."""

from django.apps import AppConfig

from portal.core.accounts.roles import DESK_ROLES, AccountRole
from portal.core.privacy.declaring import OnRequest, PersonalData

_LOOK = ("links.view_address",)
_DECIDE = (*_LOOK, "links.change_address")


class LinksConfig(AppConfig):
    """Knows every link that readers see; whoever may open an item may correct its links."""

    name = "portal.core.linkcheck"
    label = "links"
    verbose_name = "Kiểm tra đường dẫn"
    not_on_pages = True
    timed_commands = {"check_links": "nightly"}
    personal_data = (
        PersonalData(
            table="Address",
            fields=("left_by", "left_reason"),
            whose="người làm việc trên cổng",
            purpose="ai đã bảo để yên một đường dẫn hỏng",
            kept="đến khi không bài nào dẫn tới địa chỉ ấy",
            deleted_by="`check_links`",
            on_request=OnRequest.STAYS,
            because="tên đổi thành “Người dùng đã xóa”",
            owner=("left_by",),
        ),
    )
    good_exit_codes = {"check_links": (0, 1)}
    """1 says that links are broken, which is no failure of the command."""
    role_permissions = dict.fromkeys(DESK_ROLES, _LOOK) | {
        AccountRole.EDITOR: _DECIDE,
        AccountRole.CHIEF: _DECIDE,
    }

    def ready(self) -> None:
        """Listen to what readers see."""
        from portal.core.linkcheck import reading
        from portal.core.workflow import signals

        signals.public_changed.connect(reading.on_public_changed)
