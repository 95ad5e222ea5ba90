"""The portal's own address, as it looks from outside."""

import ssl
from http.client import HTTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from portal.core.dates import short_date
from portal.core.doctor.checks.asking import PATIENCE, ask
from portal.core.doctor.findings import Finding, bad, good, note, warning
from portal.core.doctor.limits import TimeIsUp
from portal.core.doctor.registry import check

_UNREACHED = (OSError, HTTPException, TimeIsUp)
_RENEW = "Xem việc xin chứng thư còn chạy không: systemctl list-timers certbot.timer"
_SOON, _SOONER = 21, 7
"""Days; what renews itself does so a month before the end."""


def _is_https() -> bool:
    return urlsplit(str(settings.SITE_URL)).scheme == "https"


@check(
    "own-address",
    "Cổng tự mở được địa chỉ của mình",
    why="Thấy cổng như người đọc thấy: tên miền, máy chủ web và cổng có nối với nhau đúng không.",
    slow=True,
    limit=PATIENCE,
    asks_database=False,
)
def own_address() -> Finding | None:
    """Ask the public address, as the settings say it."""
    if not settings.SITE_URL or settings.DEBUG:
        return None
    url = f"{settings.SITE_URL}/robots.txt"
    try:
        reply = ask(url)
    except ssl.SSLError:
        return note("Không xem được vì chứng thư không dùng được.", "Xem mục “Chứng thư”.")
    except _UNREACHED:
        return note(
            "Từ máy này không mở được địa chỉ công khai; có khi tường lửa không cho đi vòng.",
            "Mở cổng bằng điện thoại không dùng mạng cơ quan: mở được là được.",
        )
    if reply.headers.get("Location", "") == url:
        return bad(
            "Cổng bảo trình duyệt chuyển đến đúng địa chỉ đang mở, nên không ai vào được.",
            "Đặt BEHIND_PROXY=True, và máy chủ web phải gửi X-Forwarded-Proto. Khởi động lại cổng.",
        )
    if reply.status != 200:
        return warning(
            f"Địa chỉ công khai trả lời mã {reply.status}.",
            "Xem SITE_URL có đúng tên miền không, rồi xem nhật ký của máy chủ web.",
        )
    if _is_https() and "Strict-Transport-Security" not in reply.headers:
        return warning(
            "Câu trả lời thiếu dòng HSTS; có máy đứng giữa đã bỏ nó.",
            "Xem cấu hình của CDN hay máy chủ web.",
        )
    return good("Mở được địa chỉ công khai, các đầu trang bảo vệ còn đủ.")


@check(
    "certificate",
    "Chứng thư https",
    why="Chứng thư hết hạn thì trình duyệt chặn cổng bằng một trang cảnh báo đỏ.",
    slow=True,
    limit=PATIENCE,
    asks_database=False,
)
def certificate() -> Finding | None:
    """Return how many days the certificate still has."""
    if not _is_https():
        return None
    try:
        ends = ask(settings.SITE_URL).certificate_ends
    except ssl.SSLCertVerificationError as error:
        reason = _REASONS.get(error.verify_code, "trình duyệt không tin")
        return bad(f"Chứng thư không dùng được: {reason}.", _RENEW)
    except _UNREACHED:
        return note(
            "Bỏ qua: từ máy này không mở được địa chỉ công khai.",
            "Bấm vào ổ khóa trên thanh địa chỉ của trình duyệt để xem ngày hết hạn.",
        )
    if ends is None:
        return note("Bỏ qua: máy chủ không cho xem chứng thư.")
    days = (ends - timezone.now()).days
    seen = f"Chứng thư còn dùng được {days} ngày, đến {short_date(ends)}."
    if days < _SOONER:
        return bad(seen, _RENEW)
    return warning(seen, _RENEW) if days < _SOON else good(seen)


_REASONS = {
    10: "đã hết hạn",
    18: "tự ký, chưa phải chứng thư thật",
    19: "tự ký, chưa phải chứng thư thật",
    20: "thiếu chứng thư trung gian, hoặc nơi cấp không được tin",
    62: "cấp cho tên miền khác",
}
"""What OpenSSL's numbers mean to people."""
