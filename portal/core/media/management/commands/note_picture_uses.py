"""`manage.py note_picture_uses`: find anew which pictures stand in the texts of all content."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.core.media import uses


class Command(BaseCommand):
    """For content that came into the database behind the portal's back; may be run again."""

    help = "Ghi lại ảnh nào đang đứng trong nội dung nào."

    def handle(self, *args: Any, **options: Any) -> None:
        """Look through everything and say how much it was."""
        self.stdout.write(f"Đã xem {uses.note_all()} nội dung.")
