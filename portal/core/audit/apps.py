"""Application: the audit trail."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from portal.core.accounts.roles import AccountRole

_READ = ("audit.view_auditentry",)


class AuditConfig(AppConfig):
    """Listens to the desk and to the door; chiefs and user administrators read their parts."""

    name = "portal.core.audit"
    label = "audit"
    verbose_name = "Nhật ký"
    not_on_pages = True
    timed_commands = {"verify_audit": "nightly"}
    role_permissions = {AccountRole.CHIEF: _READ, AccountRole.USER_ADMIN: _READ}

    def ready(self) -> None:
        """Subscribe."""
        from django.contrib.auth import signals as door

        from portal.core.audit import listeners
        from portal.core.workflow import signals as desk

        desk.acted.connect(listeners.on_acted)
        door.user_logged_in.connect(listeners.on_logged_in)
        door.user_logged_out.connect(listeners.on_logged_out)
        door.user_login_failed.connect(listeners.on_login_failed)
        post_migrate.connect(after_migrate, sender=self)


def after_migrate(using: str, **kwargs: object) -> None:
    """Make the guard whole, and the chain begin."""
    from portal.core.audit import guard

    guard.ensure(using)
    guard.ensure_head(using)
