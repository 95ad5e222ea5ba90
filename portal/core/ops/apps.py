"""Application: backups, and what became of them."""

from django.apps import AppConfig


class OpsConfig(AppConfig):
    """Owns the record of backups and drills; a record of this machine, so no backup holds it."""

    name = "portal.core.ops"
    label = "ops"
    verbose_name = "Vận hành"
    not_on_pages = True
    not_in_backups = True
    timed_commands = {"backup": "nightly", "restore --verify": "weekly"}
