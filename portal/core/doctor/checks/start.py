"""Settings with which the portal was started."""

from urllib.parse import urlsplit

from django.conf import settings

from portal.core.doctor.findings import Finding, bad, good, note, warning
from portal.core.doctor.registry import check

_RESTART = "Sửa .env rồi khởi động lại cổng."
_HOUR = 3600


@check(
    "https",
    "Kết nối được mã hóa (https)",
    why="Không có https thì mật khẩu đi qua mạng ai cũng đọc được, trang bị sửa dọc đường được.",
    asks_database=False,
)
def https() -> Finding:
    """Return whether the settings say that readers come by https."""
    scheme = urlsplit(settings.SITE_URL).scheme
    if not settings.SECURE:
        return bad("SECURE đang tắt: cổng nhận cả http.", f"Bỏ dòng SECURE=False. {_RESTART}")
    if not scheme:
        return warning(
            "Chưa đặt SITE_URL, nên cổng không biết địa chỉ công khai của mình.",
            f"Thêm dòng SITE_URL=https://tên-miền-của-cổng. {_RESTART}",
        )
    if scheme != "https":
        return bad(
            "SITE_URL bắt đầu bằng http://", f"Đổi thành https:// khi đã có chứng thư. {_RESTART}"
        )
    if settings.SECURE_HSTS_SECONDS < _HOUR:
        return warning("Cổng không dặn trình duyệt chỉ dùng https (HSTS).", _RESTART)
    if not getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        return note(
            "BEHIND_PROXY đang tắt: cổng tin rằng chính nó nhận https.",
            f"Có nginx đứng trước thì đặt BEHIND_PROXY=True. {_RESTART}",
        )
    return good("SITE_URL là https, trình duyệt được dặn chỉ dùng https, tin lời máy chủ web.")


@check(
    "secret-key",
    "Khóa bí mật",
    why="Ai có SECRET_KEY thì giả được phiên đăng nhập và liên kết đặt lại mật khẩu.",
    asks_database=False,
)
def secret_key() -> Finding:
    """Return whether the key can be guessed."""
    key = settings.SECRET_KEY
    if len(key) < 50 or len(set(key)) < 5:
        advice = f"Tạo khóa mới theo hướng dẫn trong .env.example. {_RESTART}"
        return bad("SECRET_KEY ngắn hoặc dễ đoán.", f"{advice} Mọi người phải đăng nhập lại.")
    return good("SECRET_KEY đủ dài và đủ lộn xộn.")


@check(
    "debug",
    "Chế độ thử",
    why="Chế độ thử cho người lạ xem mã nguồn và cấu hình; cổng dùng thử có mật khẩu ai cũng biết.",
    asks_database=False,
)
def debug() -> Finding:
    """Return whether what is for developers and visitors of a demonstration is off."""
    on = [name for name in ("DEBUG", "DEMO") if getattr(settings, name)]
    if on:
        return bad(
            f"Đang bật {' và '.join(on)}.", f"Cổng thật phải tắt: bỏ dòng ấy khỏi .env. {_RESTART}"
        )
    return good("DEBUG và DEMO đều tắt.")


@check(
    "hosts",
    "Tên miền",
    why="Cổng chỉ trả lời tên miền của mình; tên lạ dùng để lừa người đọc, lừa bộ nhớ đệm.",
    asks_database=False,
)
def hosts() -> Finding:
    """Return whether the portal answers to its own names only."""
    allowed = settings.ALLOWED_HOSTS
    if "*" in allowed:
        return bad("ALLOWED_HOSTS nhận mọi tên miền.", f"Ghi rõ từng tên. {_RESTART}")
    own = urlsplit(settings.SITE_URL).hostname
    wide = [each for each in allowed if each.startswith(".")]
    if own and own not in allowed and not any(f".{own}".endswith(each) for each in wide):
        return bad("Tên miền trong SITE_URL không có trong ALLOWED_HOSTS.", _RESTART)
    if wide:
        return note(
            "ALLOWED_HOSTS nhận mọi tên con của một tên miền.", "Nên ghi rõ từng tên đang dùng."
        )
    return good(f"Cổng trả lời {len(allowed)} tên miền đã ghi rõ.")


@check(
    "time-zone",
    "Múi giờ",
    why="Sai múi giờ thì bài hẹn giờ lên sai lúc và ngày đăng ghi sai.",
    asks_database=False,
)
def time_zone() -> Finding:
    """Return whether the portal counts hours as Vietnam does."""
    if settings.TIME_ZONE != "Asia/Ho_Chi_Minh" or not settings.USE_TZ:
        return bad("Múi giờ không phải của Việt Nam.", "Đặt lại TIME_ZONE như mã gốc.")
    return good("Giờ Việt Nam.")
