"""What can be said of an address, in words for whoever has never heard of HTTP."""

from django.db import models


class Place(models.TextChoices):
    """Where an address leads; each is looked at in a way of its own."""

    PAGE = "page", "Trang của cổng"
    FILE = "file", "Tệp của cổng"
    WEB = "web", "Trang khác"


class Verdict(models.TextChoices):
    """What readers find there."""

    NEW = "new", "Chưa kiểm tra"
    GOOD = "good", "Tốt"
    MOVED = "moved", "Đã chuyển chỗ"
    FAILING = "failing", "Đang theo dõi"
    BROKEN = "broken", "Hỏng"
    UNCLEAR = "unclear", "Không kiểm tra được"


REPORTED = (Verdict.BROKEN, Verdict.MOVED)
"""What editors can do something about."""


class Reason(models.TextChoices):
    """Why; the label is what editors read."""

    NONE = "", ""
    NO_PAGE = "no-page", "Trên cổng không còn trang này (chưa đăng, đã gỡ hoặc gõ sai)"
    NO_FILE = "no-file", "Trên cổng không còn tệp này"
    RENAMED = "renamed", "Trang trên cổng đã đổi địa chỉ; địa chỉ cũ còn dùng được"
    REPLACED = "replaced", "Trang trên cổng đã gỡ, có trang khác thay"
    MOVED = "moved", "Trang đích đã chuyển hẳn sang địa chỉ khác"
    NOT_FOUND = "not-found", "Trang đích báo không tìm thấy"
    GONE = "gone", "Trang đích báo đã bỏ hẳn"
    SERVER = "server", "Máy chủ của trang đích báo lỗi"
    NAME = "name", "Tên miền không còn, hoặc gõ sai tên miền"
    CONNECTION = "connection", "Máy chủ của trang đích không nhận kết nối"
    SLOW = "slow", "Trang đích không trả lời, chờ quá lâu"
    CERTIFICATE_OLD = "tls-old", "Chứng thư bảo mật của trang đích đã hết hạn"
    CERTIFICATE_NAME = "tls-name", "Chứng thư bảo mật của trang đích là của tên miền khác"
    CERTIFICATE_OWN = "tls-own", "Chứng thư bảo mật của trang đích không do nơi tin cậy cấp"
    CIRCLES = "circles", "Trang đích chuyển hướng vòng quanh, không mở được"
    MALFORMED = "malformed", "Địa chỉ viết sai, trình duyệt không mở được"
    USER = "user", "Địa chỉ mang theo tên đăng nhập; trình duyệt chặn hoặc cảnh báo"
    INSIDE = "inside", "Địa chỉ của mạng nội bộ, bạn đọc bên ngoài không mở được"
    # Nothing can be said from here, which is no reason to call a link broken.
    LOOKS_INSIDE = "looks-inside", "Từ máy chủ của cổng, tên miền này là máy trong mạng nội bộ"
    LED_INSIDE = "led-inside", "Trang đích chuyển hướng tới nơi cổng không được hỏi"
    PORT = "port", "Cổng chỉ hỏi trang web ở cổng mạng 80 và 443"
    CLOSED = "closed", "Trang đích không cho máy kiểm tra xem"
    CERTIFICATE = "tls", "Không xác minh được chứng thư bảo mật của trang đích"
    ROBOTS = "robots", "Máy chủ của trang đích không cho phép (robots.txt)"
    RULES_UNKNOWN = "no-rules", "Máy chủ của trang đích không trả lời máy được phép xem gì"
    WAIT = "wait", "Trang đích xin hỏi lại sau"


UNCLEAR = frozenset(
    {
        Reason.LOOKS_INSIDE,
        Reason.LED_INSIDE,
        Reason.PORT,
        Reason.CLOSED,
        Reason.CERTIFICATE,
        Reason.ROBOTS,
        Reason.RULES_UNKNOWN,
    }
)
AT_ONCE = frozenset({Reason.MALFORMED, Reason.USER, Reason.INSIDE})
"""What no second look would change."""
OF_THE_HOST = frozenset({Reason.NAME, Reason.CONNECTION})
"""What is true of every page of the site."""
OF_THE_NETWORK = OF_THE_HOST | {Reason.SLOW}
"""What would be found as well if this machine had lost its network."""
