"""Applications: what every content type needs and no type owns; the admin under our name."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    """The floor of the house: template tags and checks."""

    name = "portal.core"
    label = "core"
    verbose_name = "Nền chung"


class PortalAdminConfig(AdminConfig):
    """Makes `PortalAdminSite` the site that all applications register with."""

    default_site = "portal.core.adminsite.PortalAdminSite"

    def ready(self) -> None:
        """Read the parts of the first page and the doctor's checks, after the desk's pages."""
        super().ready()
        autodiscover_modules("dashboard", "doctor")
