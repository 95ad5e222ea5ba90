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
