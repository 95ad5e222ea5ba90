"""Application: notices to the people of the desk, and the mails that carry them."""

from django.apps import AppConfig

from portal.core.accounts.roles import AccountRole
from portal.core.privacy.declaring import OnRequest, PersonalData


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
    personal_data = (
        PersonalData(
            table="Notice",
            fields=("recipient", "by", "text"),
            whose="người làm việc trên cổng",
            purpose="báo việc cần làm",
            kept="{NOTICE_KEEP_DAYS} ngày",
            deleted_by="`delete_outdated`",
            on_request=OnRequest.DELETED,
            owner=("recipient",),
            context=("kind",),
            is_private=True,
            forget="portal.core.notices.digests.forget_notices",
        ),
        PersonalData(
            table="Choice",
            fields=("user",),
            whose="người làm việc trên cổng",
            purpose="mỗi người chọn nhận thông báo thế nào",
            kept="đến khi được yêu cầu xóa",
            deleted_by="`personal_data --erase`",
            on_request=OnRequest.DELETED,
            owner=("user",),
            context=("kind", "delivery"),
        ),
        PersonalData(
            table="Mail",
            fields=("to", "subject", "text"),
            whose="người làm việc trên cổng",
            purpose="thư chờ gửi, và thư đã gửi để tìm khi có người không nhận được",
            kept="{NOTICE_KEEP_DAYS} ngày",
            deleted_by="`delete_outdated`",
            on_request=OnRequest.DELETED,
            owner=("to",),
            emails=("to",),
            is_private=True,
            forget="portal.core.notices.digests.forget_mails",
        ),
    )

    def ready(self) -> None:
        """Follow the actions of the desk within their transactions; mail after the answer."""
        from django.core.signals import request_finished

        from portal.core.notices import background, listeners
        from portal.core.review.signals import commented
        from portal.core.workflow.signals import acted

        acted.connect(listeners.on_acted)
        commented.connect(listeners.on_commented)
        request_finished.connect(background.on_request_finished)
