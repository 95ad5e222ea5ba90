"""`manage.py unused_pictures`: find the pictures that nothing uses."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone

from portal.core.media import actions, uses


class Command(BaseCommand):
    """Lists them; deletes only when told to, and never what was uploaded lately."""

    help = "Liệt kê ảnh trong thư viện không dùng ở đâu; --delete: xóa cả tệp."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the age and the permission to delete."""
        parser.add_argument("--delete", action="store_true", help="xóa các ảnh ấy")
        parser.add_argument("--days", type=int, default=90, help="chỉ ảnh tải lên quá số ngày này")

    def handle(self, *args: Any, **options: Any) -> None:
        """List or delete."""
        before = timezone.now() - timedelta(days=options["days"])
        images = uses.unused().filter(created_at__lt=before)
        count = 0
        for image in images.iterator():
            self.stdout.write(f"{image.pk}\t{image.file.name}\t{image}")
            count += 1
            if options["delete"]:
                with transaction.atomic():
                    actions.delete(image)
        done = "Đã xóa" if options["delete"] else "Không dùng ở đâu:"
        self.stdout.write(f"{done} {count} ảnh, tải lên quá {options['days']} ngày.")
