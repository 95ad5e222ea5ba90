"""Application: the picture library."""

from django.apps import AppConfig

from portal.core.accounts.roles import DESK_ROLES, AccountRole


class MediaConfig(AppConfig):
    """Owns the pictures; everyone on the desk may add one."""

    name = "portal.core.media"
    label = "media"
    verbose_name = "Ảnh"
    role_permissions = dict.fromkeys(
        DESK_ROLES, ("media.view_image", "media.add_image", "media.change_image")
    ) | {
        AccountRole.CHIEF: (
            "media.view_image",
            "media.add_image",
            "media.change_image",
            "media.delete_image",
        )
    }

    def ready(self) -> None:
        """Note which pictures stand in what is written."""
        from portal.core.media import uses
        from portal.core.workflow import signals

        signals.stored.connect(uses.on_stored)
        signals.removed.connect(uses.on_removed)
