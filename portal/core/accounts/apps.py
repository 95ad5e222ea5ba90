"""Application: accounts and roles."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """Keeps the groups equal to the roles that the code defines, and the list of sessions."""

    name = "portal.core.accounts"
    label = "accounts"
    verbose_name = "Tài khoản và quyền"
    not_on_pages = True
    timed_commands = {"deactivate_unused": "nightly", "forget_logins": "nightly"}

    def ready(self) -> None:
        """Set the groups right after every migration and flush; listen at the door."""
        from django.contrib.auth import signals as door

        from portal.core.accounts.roles import sync_roles
        from portal.core.accounts.sessions import idle, registry

        post_migrate.connect(sync_roles)
        door.user_logged_in.connect(idle.on_logged_in)
        door.user_logged_in.connect(registry.on_logged_in)
        door.user_logged_out.connect(registry.on_logged_out)
