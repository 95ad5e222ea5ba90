"""`manage.py reset_second_factor NAME`: when nobody is left who could do so in the admin."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.core.accounts.models import User
from portal.core.accounts.second_factor import codes
from portal.core.accounts.sessions import registry


class Command(BaseCommand):
    """Takes a lost second factor away; the trail names the account of the machine."""

    help = "Đặt lại xác thực hai lớp của một tài khoản và kết thúc mọi phiên của nó."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask whose."""
        parser.add_argument("username", help="tên đăng nhập")

    def handle(self, *args: Any, **options: Any) -> None:
        """Reset it."""
        user = User.objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(f"Không có tài khoản “{options['username']}”.")
        codes.remove(user, by=None)
        registry.end_silently(user)
        self.stdout.write(f"Đã đặt lại xác thực hai lớp của {user}.")
