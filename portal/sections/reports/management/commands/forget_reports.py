"""`manage.py forget_reports`: forget what readers reported and editors closed long ago."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.sections.reports.models import ErrorReport


class Command(BaseCommand):
    """Part of `delete_outdated`; of what nobody has closed only the contact goes."""

    help = "Xóa các báo lỗi của bạn đọc đã xử lý xong quá REPORT_KEEP_DAYS ngày (400)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete and say how many."""
        days = settings.REPORT_KEEP_DAYS
        deleted, cleared = ErrorReport.objects.forget()
        self.stdout.write(f"Đã xóa {deleted} báo lỗi đã xử lý xong quá {days} ngày.")
        if cleared:
            self.stdout.write(f"Đã bỏ liên hệ trong {cleared} báo lỗi gửi quá {days} ngày.")
