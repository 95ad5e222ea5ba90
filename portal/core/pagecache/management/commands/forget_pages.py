"""`manage.py forget_pages`: have every public page made anew."""

from typing import Any

from django.core.management import BaseCommand, CommandError

from portal.core.pagecache.stores import store


class Command(BaseCommand):
    """Needed only after something was changed past the portal, and only by the impatient."""

    help = "Quên mọi trang đã lưu; trang nào được hỏi đến sẽ được dựng lại."

    def handle(self, **options: Any) -> None:
        """Forget them."""
        if not store().forget():
            raise CommandError("Không ghi được vào nơi lưu trang; xem nhật ký.")
        self.stdout.write("Đã quên mọi trang đã lưu.")
