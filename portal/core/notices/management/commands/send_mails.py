"""`manage.py send_mails`: send what waits in the queue; safe to run twice at once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.core.notices import sending


class Command(BaseCommand):
    """For a timer that runs every minute."""

    help = "Gửi các thư đang chờ; thư gửi hỏng được thử lại, mỗi lần cách nhau lâu hơn."

    def handle(self, *args: Any, **options: Any) -> None:
        """Send and say how many, where there is something to say."""
        if not settings.MAIL_ENABLED:
            self.stderr.write("Chưa đặt EMAIL_URL: cổng không gửi thư.")
        elif sent := sending.send_due():
            self.stdout.write(f"Đã gửi {sent} thư.")
