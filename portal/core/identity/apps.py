"""Application: the portal's identity."""

from django.apps import AppConfig

from portal.core.accounts.roles import AccountRole


class IdentityConfig(AppConfig):
    """Owns the one record; the chief editor keeps it."""

    name = "portal.core.identity"
    label = "identity"
    verbose_name = "Cổng"
    role_permissions = {
        AccountRole.CHIEF: ("identity.view_identity", "identity.change_identity"),
    }
