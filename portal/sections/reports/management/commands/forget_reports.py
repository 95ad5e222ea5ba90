"""`manage.py forget_reports`: forget what readers reported and editors closed long ago."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.sections.reports.models import KEPT_DAYS, ErrorReport


class Command(BaseCommand):
    """Deletes by one statement; what nobody has closed stays, however old it is."""

    help = f"Xóa các báo lỗi của bạn đọc đã xử lý xong quá {KEPT_DAYS} ngày."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete and say how many."""
        deleted, _ = ErrorReport.objects.outdated().delete()
        self.stdout.write(f"Đã xóa {deleted} báo lỗi đã xử lý xong quá {KEPT_DAYS} ngày.")
