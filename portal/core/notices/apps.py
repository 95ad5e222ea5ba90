"""Application: notices to the people of the desk, and the mails that carry them."""

from django.apps import AppConfig

from portal.core.accounts.roles import AccountRole


class NoticesConfig(AppConfig):
    """Owns notices, each person's choice of how to get them, and the queue of mails.

    Everybody sees their own notices, so no role is needed for them.  Whether mails arrive is the
    concern of who keeps the accounts.
    """

    name = "portal.core.notices"
    label = "notices"
    verbose_name = "Thông báo"
    not_on_pages = True
    timed_commands = {"send_mails": "frequently", "send_digests": "frequently"}
    role_permissions = {AccountRole.USER_ADMIN: ("notices.view_mail",)}

    def ready(self) -> None:
        """Follow the actions of the desk within their transactions; mail after the answer."""
        from django.core.signals import request_finished

        from portal.core.notices import background, listeners
        from portal.core.review.signals import commented
        from portal.core.workflow.signals import acted

        acted.connect(listeners.on_acted)
        commented.connect(listeners.on_commented)
        request_finished.connect(background.on_request_finished)
