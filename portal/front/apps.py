"""Application: the façade that shows all content together."""

from django.apps import AppConfig

from portal.core.accounts.roles import AccountRole


class FrontConfig(AppConfig):
    """Home page, search page, archive, feeds, site map, errors, demo content."""

    name = "portal.front"
    label = "front"
    verbose_name = "Trang chủ"
    role_permissions = {
        AccountRole.CHIEF: (
            "front.view_homesection",
            "front.change_homesection",
            *(f"front.{verb}_tasklink" for verb in ("view", "add", "change", "delete")),
        ),
    }
