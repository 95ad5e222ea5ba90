"""Application: accounts and roles."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """Keeps the groups equal to the roles that the code defines."""

    name = "portal.core.accounts"
    label = "accounts"
    verbose_name = "Tài khoản và quyền"
    not_on_pages = True

    def ready(self) -> None:
        """Set the groups right after every migration and flush."""
        from portal.core.accounts.roles import sync_roles

        post_migrate.connect(sync_roles)
