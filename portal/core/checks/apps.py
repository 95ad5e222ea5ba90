"""Application: checks before sending."""

from django.apps import AppConfig
from django.core.signals import request_finished, request_started

from portal.core.accounts.roles import DESK_ROLES, AccountRole

_LOOK = ("checks.view_itemfinding",)
_DECIDE = (*_LOOK, "checks.view_checkwaiver")


class ChecksConfig(AppConfig):
    """Stands in the way of what must not be sent; chiefs choose what that is."""

    name = "portal.core.checks"
    label = "checks"
    verbose_name = "Kiểm tra trước khi gửi"
    not_on_pages = True
    timed_commands = {"check_content": "nightly", "check_content --all": "monthly"}
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
