"""What people are told of, in which words, and how they may choose to hear of it."""

from django.db.models import TextChoices


class Kind(TextChoices):
    """What has happened."""

    REVIEW = "review", "Có nội dung chờ tôi duyệt"
    RETURNED = "returned", "Nội dung của tôi bị trả lại"
    APPROVED = "approved", "Nội dung của tôi được đăng hoặc hẹn giờ"
    MENTIONED = "mentioned", "Có người nhắc đến tôi trong góp ý"
    DELEGATED = "delegated", "Có người ủy quyền cho tôi"
    URGENT = "urgent", "Nội dung đăng khẩn cần tôi kiểm tra"

    def headline(self, *, who: str, what: str) -> str:
        """Return the notice in one sentence; `what` is empty where no item is concerned."""
        return _HEADLINES[self].format(who=who, what=what or "một nội dung")


_HEADLINES = {
    Kind.REVIEW: "{who} gửi duyệt {what}",
    Kind.RETURNED: "{who} trả lại {what}",
    Kind.APPROVED: "{who} đã duyệt {what}",
    Kind.MENTIONED: "{who} nhắc đến ông/bà khi góp ý cho {what}",
    Kind.DELEGATED: "{who} ủy quyền cho ông/bà",
    Kind.URGENT: "{who} đăng khẩn {what}, cần ông/bà kiểm tra",
}


class Delivery(TextChoices):
    """How somebody wants to hear of it; the desk shows it in any case."""

    AT_ONCE = "now", "Gửi thư ngay"
    DIGEST = "digest", "Gộp vào thư đầu ngày"
    DESK = "desk", "Chỉ hiện trong trang quản trị"


DEFAULTS = {
    Kind.REVIEW: Delivery.DIGEST,
    Kind.RETURNED: Delivery.AT_ONCE,
    Kind.APPROVED: Delivery.DIGEST,
    Kind.MENTIONED: Delivery.AT_ONCE,
    Kind.DELEGATED: Delivery.AT_ONCE,
    Kind.URGENT: Delivery.AT_ONCE,
}
"""What somebody gets who has chosen nothing: at once where others wait for this very person."""
