"""`manage.py deactivate_unused`: switch off accounts that nobody has used for a long time."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.core.accounts import unused


class Command(BaseCommand):
    """Runs every night; see `accounts/unused.py`."""

    help = "Khóa những tài khoản lâu không dùng (UNUSED_ACCOUNT_DAYS, mặc định 45 ngày)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Let one look first."""
        parser.add_argument("--dry-run", action="store_true", help="chỉ kể tên, không khóa")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say which accounts, and switch them off."""
        users = unused.unused_accounts()
        for user in users:
            self.stdout.write(f"{user} ({user.username})")
        if options["dry_run"]:
            self.stdout.write(f"Sẽ khóa {len(users)} tài khoản.")
            return
        unused.deactivate(users)
        self.stdout.write(f"Đã khóa {len(users)} tài khoản.")
