"""What the trail keeps, beside the actions on content, and who reads which part of it."""

from django.db.models import TextChoices

from portal.core.workflow.permissions import Action


class Area(TextChoices):
    """The part of the trail that a row belongs to; each has its readers."""

    CONTENT = "content", "Nội dung"
    ACCOUNT = "account", "Tài khoản"
    SETTING = "setting", "Cài đặt"


class Verb(TextChoices):
    """What is done to accounts and settings, and to content beside the actions of the workflow."""

    LOGIN = "login", "Đăng nhập"
    LOGIN_FAILED = "login_failed", "Đăng nhập không được"
    LOGIN_LOCKED = "login_locked", "Tạm khóa đăng nhập vì sai nhiều lần"
    LOGOUT = "logout", "Đăng xuất"
    SESSIONS_ENDED = "sessions_ended", "Kết thúc phiên đăng nhập"
    SECOND_FACTOR_ON = "second_factor_on", "Bật xác thực hai lớp"
    SECOND_FACTOR_OFF = "second_factor_off", "Tắt xác thực hai lớp"
    SECOND_FACTOR_RESET = "second_factor_reset", "Đặt lại xác thực hai lớp"
    RECOVERY_CODES_MADE = "recovery_codes_made", "Tạo mã dự phòng mới"
    RECOVERY_CODE_USED = "recovery_code_used", "Dùng một mã dự phòng"
    PASSWORD_LINK_SENT = "password_link_sent", "Gửi liên kết đặt lại mật khẩu"
    PASSWORD_CHANGED = "password_changed", "Đổi mật khẩu của mình"
    PASSWORD_RESET = "password_reset", "Đặt lại mật khẩu"
    PROVIDER_TIED = "provider_tied", "Gắn với tài khoản đăng nhập bên ngoài"
    PROVIDER_UNTIED = "provider_untied", "Gỡ tài khoản đăng nhập bên ngoài"
    ACCOUNT_MADE = "account_made", "Mở tài khoản"
    ACCOUNT_CHANGED = "account_changed", "Sửa tài khoản"
    ACCOUNT_CLOSED = "account_closed", "Khóa tài khoản"
    ACCOUNT_REOPENED = "account_reopened", "Mở lại tài khoản"
    ACCOUNT_DELETED = "account_deleted", "Xóa tài khoản"
    ROLES_CHANGED = "roles_changed", "Đổi vai trò"
    SUPERUSER_CHANGED = "superuser_changed", "Đổi quyền quản trị hệ thống"
    PERSONAL_DATA_HANDED_OUT = "personal_data_out", "Xuất dữ liệu cá nhân"
    PERSONAL_DATA_ERASED = "personal_data_erased", "Xóa dữ liệu cá nhân"
    GRANTS_CHANGED = "grants_changed", "Đổi chuyên mục được giao"
    SETTING_ADDED = "setting_added", "Thêm cài đặt"
    SETTING_CHANGED = "setting_changed", "Sửa cài đặt"
    SETTING_DELETED = "setting_deleted", "Xóa cài đặt"
    FINDING_ACCEPTED = "finding_accepted", "Chấp nhận dấu hiệu bất thường"
    WAIVED = "waived", "Xác nhận cơ sở công khai"
    LINK_MADE = "link_made", "Tạo liên kết xem trước"
    LINK_REVOKED = "link_revoked", "Thu hồi liên kết xem trước"

    @property
    def area(self) -> Area:
        """The part of the trail that it belongs to."""
        if self in {Verb.WAIVED, Verb.LINK_MADE, Verb.LINK_REVOKED}:
            return Area.CONTENT
        is_setting = self is Verb.FINDING_ACCEPTED or self.value.startswith("setting_")
        return Area.SETTING if is_setting else Area.ACCOUNT


_ACTIONS = [action for action in Action if action is not Action.VIEW]
LABELS: dict[str, str] = {a.value: a.label for a in _ACTIONS} | dict(Verb.choices)
"""The Vietnamese name of all that a row may say was done."""


def actions_of(area: Area) -> list[str]:
    """Return what may have been done in a part of the trail."""
    actions = [action.value for action in _ACTIONS] if area is Area.CONTENT else []
    return actions + [verb.value for verb in Verb if verb.area is area]
