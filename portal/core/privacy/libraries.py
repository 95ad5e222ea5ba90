"""Tables of Django and of libraries that tell something of persons."""

from importlib import import_module

from portal.core.privacy.declaring import OnRequest, PersonalData

_DESK = "người làm việc trên cổng"
_NIGHTLY = "`delete_outdated`"

OF_LIBRARIES = (
    PersonalData(
        table="sessions.Session",
        title="Phiên của trình duyệt",
        fields=("session_data",),
        whose=_DESK,
        purpose="nhớ ai đang đăng nhập",
        kept="đến khi đăng xuất; lâu nhất 14 ngày",
        deleted_by=_NIGHTLY,
        on_request=OnRequest.PASSES,
        because="kết thúc cùng với các phiên đăng nhập của tài khoản",
        forget="portal.core.privacy.libraries.forget_sessions",
    ),
    PersonalData(
        table="admin.LogEntry",
        title="Lịch sử ngắn của trang quản trị",
        fields=("user", "object_repr", "change_message"),
        whose=_DESK,
        purpose="lịch sử ngắn ở từng trang của phần quản trị",
        kept="{ADMIN_LOG_KEEP_DAYS} ngày",
        deleted_by=_NIGHTLY,
        on_request=OnRequest.DELETED,
        owner=("user",),
        context=("action_flag",),
        withheld=("object_repr", "change_message"),
        about=("content_type", "object_id"),
        forget="portal.core.privacy.libraries.forget_admin_log",
    ),
    PersonalData(
        table="otp_totp.TOTPDevice",
        title="Ứng dụng xác thực",
        fields=("user",),
        whose=_DESK,
        purpose="xác thực hai lớp bằng ứng dụng",
        kept="đến khi tắt hoặc đặt lại; cài dở thì một ngày",
        deleted_by=_NIGHTLY,
        on_request=OnRequest.DELETED,
        owner=("user",),
        forget="portal.core.accounts.second_factor.codes.forget_half_done",
    ),
    PersonalData(
        table="otp_static.StaticDevice",
        title="Mã dự phòng",
        fields=("user",),
        whose=_DESK,
        purpose="mã dự phòng của xác thực hai lớp, chỉ giữ dấu băm",
        kept="đến khi tắt hoặc đặt lại",
        deleted_by="người ấy, hoặc người quản trị tài khoản đặt lại",
        on_request=OnRequest.DELETED,
        owner=("user",),
    ),
)


def forget_sessions() -> int:
    """Delete sessions that have expired."""
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]


def forget_admin_log() -> int:
    """Delete what Django's admin noted too long ago; the trail tells all of it, and stays."""
    from datetime import timedelta

    from django.conf import settings
    from django.utils import timezone

    log_entry = import_module("django.contrib.admin.models").LogEntry
    end = timezone.now() - timedelta(days=settings.ADMIN_LOG_KEEP_DAYS)
    deleted: int = log_entry.objects.filter(action_time__lt=end).delete()[0]
    return deleted
