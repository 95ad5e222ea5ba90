"""Application: links by which people without an account see what is not public yet."""

from django.apps import AppConfig

from portal.core.accounts.roles import AccountRole


class PreviewConfig(AppConfig):
    """Owns the links; a chief sees those of the whole portal."""

    name = "portal.core.preview"
    label = "preview"
    verbose_name = "Xem trước"
    not_on_pages = True
    role_permissions = {AccountRole.CHIEF: ("preview.view_sharelink",)}

    def ready(self) -> None:
        """Subscribe to what is done on the desk."""
        from portal.core.preview import actions
        from portal.core.workflow import signals

        signals.acted.connect(actions.on_acted)
