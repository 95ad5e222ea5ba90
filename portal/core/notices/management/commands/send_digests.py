"""`manage.py send_digests`: queue the mails of the morning, and forget what is old."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.core.notices import digests


class Command(BaseCommand):
    """May run as often as one likes: everybody gets one digest on a working day."""

    help = (
        "Gộp thông báo chưa đọc của mỗi người thành một thư, mỗi ngày làm việc một lần, từ giờ "
        "ghi ở DIGEST_AT; xóa thông báo và thư cũ hơn NOTICE_KEEP_DAYS ngày (90)."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write, forget, and say what was done."""
        written, forgotten = digests.write_due(), digests.forget()
        if not settings.MAIL_ENABLED:
            self.stderr.write("Chưa đặt EMAIL_URL: cổng không gửi thư.")
        if written:
            self.stdout.write(f"Đã xếp {written} thư tổng hợp vào hàng chờ gửi.")
        if forgotten:
            self.stdout.write(
                f"Đã xóa {forgotten} thông báo cũ hơn {settings.NOTICE_KEEP_DAYS} ngày."
            )
