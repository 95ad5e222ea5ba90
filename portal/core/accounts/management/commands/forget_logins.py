"""`manage.py forget_logins`: delete what is not kept of attempts to sign in and of old sessions."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.core.accounts.login import attempts
from portal.core.accounts.second_factor import codes
from portal.core.accounts.sessions import registry


class Command(BaseCommand):
    """Runs every night; attempts, too, take away what is old, so it has little to do."""

    help = "Xóa các lần đăng nhập hỏng đã cũ, phiên đã hết, xác thực hai lớp cài dở."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete and say how much."""
        failures, sessions = attempts.sweep(), registry.forget_ended()
        apps = codes.forget_half_done()
        self.stdout.write(
            f"Đã xóa {failures} lần đăng nhập hỏng, {sessions} phiên, {apps} cài đặt dở."
        )
