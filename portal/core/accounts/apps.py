"""Application: accounts and roles."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from portal.core.privacy.declaring import OnRequest, PersonalData


class AccountsConfig(AppConfig):
    """Keeps the groups equal to the roles that the code defines, and the list of sessions."""

    name = "portal.core.accounts"
    label = "accounts"
    verbose_name = "Tài khoản và quyền"
    not_on_pages = True
    not_in_backups = ("LinkRequest",)
    timed_commands = {"deactivate_unused": "nightly"}
    personal_data = (
        PersonalData(
            table="User",
            fields=(
                "username",
                "password",
                "full_name",
                "email",
                "phone",
                "unit",
                "position",
                "last_login",
                "last_seen_at",
            ),
            whose="người làm việc trên cổng",
            purpose="mở tài khoản, biết ai chịu trách nhiệm về bài nào, liên lạc",
            kept="đến khi được yêu cầu xóa; không dùng quá {UNUSED_ACCOUNT_DAYS} ngày thì bị khóa",
            deleted_by="`deactivate_unused` khóa; `personal_data --erase` xóa",
            on_request=OnRequest.CLEARED,
            because="còn một dòng không tên, bị khóa, vì bài và nhật ký trỏ đến nó",
            owner=("id",),
            emails=("email",),
            phones=("phone",),
        ),
        PersonalData(
            table="DeskSession",
            fields=("user", "address", "browser"),
            whose="người làm việc trên cổng",
            purpose="người ấy thấy mình đang đăng nhập ở đâu và kết thúc được",
            kept="đến khi phiên hết; lâu nhất 14 ngày",
            deleted_by="`delete_outdated`",
            on_request=OnRequest.DELETED,
            owner=("user",),
            forget="portal.core.accounts.sessions.registry.forget_ended",
        ),
        PersonalData(
            table="ProviderTie",
            fields=("user", "issuer", "subject"),
            whose="người làm việc trên cổng",
            purpose="nhận ra người vào bằng tài khoản của cơ quan; mã cố định do nơi ấy đặt",
            kept="đến khi gỡ",
            deleted_by="người quản trị tài khoản gỡ",
            on_request=OnRequest.DELETED,
            owner=("user",),
        ),
        PersonalData(
            table="Failures",
            fields=("key",),
            whose="người thử đăng nhập",
            purpose="chặn dò mật khẩu; tên và địa chỉ chỉ còn dấu băm, không đọc ngược được",
            kept="một ngày kể từ lần hỏng cuối",
            deleted_by="`delete_outdated`",
            on_request=OnRequest.PASSES,
            because="không ai đọc ra được là của ai",
            forget="portal.core.accounts.login.attempts.sweep",
        ),
        PersonalData(
            table="LinkRequest",
            fields=("name", "address"),
            whose="người quên mật khẩu",
            purpose="viết thư đặt lại mật khẩu sau khi đã trả lời trang",
            kept="đến khi thư được viết, thường vài giây; lâu nhất một ngày",
            deleted_by="`delete_outdated`",
            on_request=OnRequest.PASSES,
            because="tên được gõ có thể không phải của ai",
            forget="portal.core.accounts.passwords.links.forget_requests",
        ),
    )

    def ready(self) -> None:
        """Set the groups right after every migration and flush; listen at the door."""
        from django.contrib.auth import signals as door

        from portal.core.accounts.passwords.links import answer_requests
        from portal.core.accounts.roles import sync_roles
        from portal.core.accounts.sessions import idle, registry
        from portal.core.notices.signals import about_to_send

        post_migrate.connect(sync_roles)
        about_to_send.connect(answer_requests)
        door.user_logged_in.connect(idle.on_logged_in)
        door.user_logged_in.connect(registry.on_logged_in)
        door.user_logged_out.connect(registry.on_logged_out)
