"""`manage.py load_demo`: the demo portal of Minh Giang."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.front.demo import cast, loader


class Command(BaseCommand):
    """Loads or removes the demo content."""

    help = "Nạp nội dung và tài khoản dùng thử (chạy lại không nạp trùng); --remove để gỡ."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take one switch."""
        parser.add_argument("--remove", action="store_true", help="gỡ toàn bộ nội dung dùng thử")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load or remove, and print the accounts."""
        if options["remove"]:
            loader.remove()
            self.stdout.write("Đã gỡ nội dung và tài khoản dùng thử.")
            return
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError(
                "Tài khoản dùng thử có mật khẩu ai cũng biết nên không nạp vào cổng thật. "
                "Đặt DEMO=True nếu đây đúng là cổng dùng thử."
            )
        try:
            added = loader.load(self._show)
        except loader.DemoRefused as refused:
            raise CommandError(str(refused)) from refused
        start = "\r" if self.stdout.isatty() else ""
        self.stdout.write(f"{start}Bài dùng thử mới nạp: {added}          ".rstrip())
        self.stdout.write(f"\nTài khoản dùng thử (mật khẩu chung: {cast.PASSWORD})")
        for account in cast.ACCOUNTS:
            self.stdout.write(f"  {account.username:<12} {account.role_label}")

    def _show(self, done: int, total: int) -> None:
        if self.stdout.isatty():
            self.stdout.write(f"\r  nạp bài {done}/{total}", ending="")
            self.stdout.flush()
