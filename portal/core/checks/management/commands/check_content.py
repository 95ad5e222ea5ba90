"""`manage.py check_content`: the checks before sending, over everything that is published."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from portal.core.checks import report
from portal.core.progress import ProgressBar


class Command(BaseCommand):
    """Looks at what was changed since the last time."""

    help = (
        "Kiểm tra những gì đang đăng và ghi vào danh sách “Bài cần sửa”; chỉ xem nội dung đã đổi "
        "từ lần trước và nội dung đang có lỗi. Dừng giữa chừng thì chạy lại."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take one switch."""
        parser.add_argument("--all", action="store_true", help="kiểm tra lại tất cả")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, and say how much there is to mend."""
        bar = ProgressBar(max(report.total(), 1), self.stdout)
        looked_at = report.check_published(bar.show, anew=options["all"])
        self.stdout.write(f"Đã kiểm tra {looked_at} mục. Xem kết quả ở “Bài cần sửa”.")
