"""Application: the self-scan."""

from django.apps import AppConfig

from portal.core.accounts.roles import AccountRole

_LOOK = ("scan.view_finding",)


class ScanConfig(AppConfig):
    """Looks every night for what somebody else has written; chiefs answer for content."""

    name = "portal.core.scan"
    label = "scan"
    verbose_name = "Tự kiểm tra"
    not_on_pages = True
    timed_commands = {"scan": "nightly"}
    role_permissions = {
        AccountRole.CHIEF: (*_LOOK, "scan.change_finding"),
        AccountRole.USER_ADMIN: _LOOK,
    }
