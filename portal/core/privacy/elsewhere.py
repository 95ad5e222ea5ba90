"""What tells something of persons and stands in no table of the portal."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Place:
    """A place beside the database."""

    name: str
    what: str
    whose: str
    purpose: str
    kept: str
    deleted_by: str


def places() -> list[Place]:
    """Return them, with the times as this portal is set."""
    readers = "bạn đọc"
    months = settings.BACKUP_KEEP_MONTHS
    return [
        Place(
            "Nhật ký của nginx",
            "địa chỉ mạng, lúc nào, trang nào, trình duyệt gì; không có địa chỉ của bản xem trước",
            readers,
            "tìm nguyên nhân khi cổng chậm, hỏng hay bị tấn công",
            f"{settings.SERVER_LOG_DAYS} ngày",
            "logrotate (`deploy/logrotate.conf`)",
        ),
        Place(
            "Nhật ký của cổng (`journalctl`)",
            "lỗi của chương trình; tên, địa chỉ mạng, thư, điện thoại, chữ đã gõ bị bỏ",
            "không của ai",
            "tìm nguyên nhân khi cổng hỏng",
            "theo `SystemMaxUse`, `MaxRetentionSec` của journald",
            "journald",
        ),
        Place(
            "Sentry, chỉ khi đặt `SENTRY_DSN`",
            "chỗ hỏng trong mã; không địa chỉ trang, biểu mẫu, cookie, người dùng",
            "không của ai",
            "tìm nguyên nhân khi cổng hỏng",
            "theo nơi nhận",
            "nơi nhận",
        ),
        Place(
            "Bộ nhớ đệm",
            "dấu băm có khóa của địa chỉ mạng",
            readers,
            "đếm lượt tìm trong một phút để chặn máy dò",
            "một phút",
            "tự hết",
        ),
        Place(
            "Cookie `hien-thi` trong trình duyệt",
            "cỡ chữ và màu đã chọn",
            "bạn đọc đã chọn",
            "lần sau mở ra vẫn như đã chọn",
            "một năm, ở máy của bạn đọc; máy chủ không giữ",
            "chọn lại “Thường”, hoặc xóa cookie",
        ),
        Place(
            "Bản sao lưu",
            "mọi bảng ở trên, trừ phiên đăng nhập và người đang mở",
            "tất cả",
            "khôi phục khi máy hỏng hay bị phá",
            f"{settings.BACKUP_KEEP_DAYS} ngày, {settings.BACKUP_KEEP_WEEKS} tuần, {months} tháng",
            "`backup` tự bỏ bản cũ, ở kho S3 của nó cũng vậy; bản cất ở nơi khác thì cơ quan tự bỏ",
        ),
        Place(
            "Tệp tải lên",
            "ảnh, tài liệu, video của bài; ảnh bị bỏ nơi chụp, máy chụp khi tải lên",
            "người được nêu, được chụp",
            "nội dung của cổng",
            "còn bài thì còn",
            "trưởng ban xóa trong thư viện",
        ),
    ]
