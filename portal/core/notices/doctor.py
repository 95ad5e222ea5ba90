"""Do mails really leave?"""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from portal.core.dates import date_and_time
from portal.core.doctor.findings import Finding, good, note, warning
from portal.core.doctor.registry import check
from portal.core.notices.models import Mail

_WAITS = timedelta(hours=1)
_RECENT = timedelta(days=7)
_MOST = 100
_LIST = "admin:notices_mail_changelist"


@check(
    "mail",
    "Gửi thư",
    why="Báo việc, cảnh báo, liên kết đặt lại mật khẩu đi bằng thư; thư kẹt thì không ai biết.",
)
def mail() -> Finding:
    """Return what became of the last mails; each step walks an index, or ends after a few rows."""
    if not settings.MAIL_ENABLED:
        return note(
            "Cổng chưa gửi thư: thông báo chỉ có trên bàn làm việc, quên mật khẩu phải nhờ người.",
            "Đặt EMAIL_URL, DEFAULT_FROM_EMAIL trong .env theo docs/configuration.md.",
        )
    now = timezone.now()
    given_up = Mail.objects.given_up().order_by("-pk")
    lost = len(given_up.filter(given_up_at__gt=now - _RECENT)[:_MOST])
    stuck = Mail.objects.waiting().filter(created_at__lt=now - _WAITS)
    waiting = len(stuck.values("pk")[:_MOST])
    if lost or waiting:
        return warning(
            f"Thư chờ quá một giờ: {waiting}. Thư phải bỏ trong bảy ngày qua: {lost}.{_cause()}",
            "Xem lỗi của máy chủ thư ở trang Thư gửi đi; sửa xong thử bằng lệnh này.",
            command="doctor --send-mail ĐỊA-CHỈ",
            page=_LIST,
        )
    last = Mail.objects.filter(sent_at__isnull=False).order_by("-pk").first()
    if last is None or last.sent_at is None:
        return note(
            "Chưa gửi thư nào nên chưa biết có gửi được không.",
            "Gửi thử một thư bằng lệnh này.",
            command="doctor --send-mail ĐỊA-CHỈ",
        )
    return good(f"Thư gần nhất đi lúc {date_and_time(last.sent_at)}, không thư nào kẹt.")


def _cause() -> str:
    """Return of which kind the last failure was; its words may hold somebody's address."""
    failed = Mail.objects.filter(sent_at=None).exclude(last_error="").order_by("-pk").first()
    kind = failed.last_error.partition(":")[0] if failed else ""
    return f" Loại lỗi: {kind}." if kind.isidentifier() else ""
