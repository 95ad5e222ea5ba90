"""Application: checks of the portal's health, and what became of timed commands."""

from django.apps import AppConfig
from django.conf import settings

from portal.core.accounts.roles import AccountRole


class DoctorConfig(AppConfig):
    """Owns what was found last night and when each timed command last ran.

    Both speak of this machine, so no backup holds them.  Who keeps the accounts reads along: many
    findings are about accounts and mails.
    """

    name = "portal.core.doctor"
    label = "doctor"
    verbose_name = "Sức khỏe cổng"
    not_on_pages = True
    not_in_backups = True
    role_permissions = {AccountRole.USER_ADMIN: ("doctor.view_checkresult",)}
    timed_commands = {"doctor --note": "nightly"}

    def ready(self) -> None:
        """Report errors where a place for them is set."""
        if settings.SENTRY_DSN:
            from portal.core.logs import sentry

            sentry.begin(settings.SENTRY_DSN)
