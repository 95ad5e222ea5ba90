"""`manage.py forget_logins`: delete what is not kept of attempts to sign in and of old sessions."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.core.accounts.login import attempts
from portal.core.accounts.sessions import registry

_HALF_DONE = timedelta(days=1)


class Command(BaseCommand):
    """Runs every night; attempts, too, take away what is old, so it has little to do."""

    help = "Xóa các lần đăng nhập hỏng đã cũ, phiên đã hết, xác thực hai lớp cài dở."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete and say how much."""
        failures, sessions = attempts.sweep(), registry.forget_ended()
        half_done = TOTPDevice.objects.filter(
            confirmed=False, created_at__lt=timezone.now() - _HALF_DONE
        )
        apps = half_done.delete()[0]
        self.stdout.write(
            f"Đã xóa {failures} lần đăng nhập hỏng, {sessions} phiên, {apps} cài đặt dở."
        )
