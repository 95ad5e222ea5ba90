"""`manage.py reindex`: compare the search index with the content and make it right."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.core.progress import ProgressBar
from portal.core.search import full_text, upkeep


class Command(BaseCommand):
    """Writes what is missing or wrong, entry by entry; searching goes on meanwhile."""

    help = (
        "So chỉ mục tìm kiếm với nội dung và sửa chỗ thiếu, chỗ sai; cổng vẫn chạy trong lúc đó. "
        "Dừng giữa chừng thì chạy lại, phần đã đúng không phải ghi nữa."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do."""
        parser.add_argument("--all", action="store_true", help="ghi lại cả những mục đang đúng")
        parser.add_argument(
            "--check", action="store_true", help="chỉ so, không sửa; lệch thì báo lỗi"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare, and write unless told not to."""
        bar = ProgressBar(max(upkeep.total(), 1), self.stdout)
        if options["check"]:
            self._check(bar)
            return
        written = upkeep.repair(lambda seen, _: bar.show(seen), anew=options["all"])
        if not full_text.is_sound():
            full_text.rebuild()
            self.stdout.write("Bảng toàn văn bị lệch, đã lập lại từ chỉ mục.")
        self.stdout.write(f"Chỉ mục đúng với nội dung; đã ghi {written} mục.")

    def _check(self, bar: ProgressBar) -> None:
        wrong = upkeep.differences(lambda seen, _: bar.show(seen))
        if wrong:
            raise CommandError(f"Chỉ mục lệch với nội dung ở {wrong} mục. Chạy: manage.py reindex")
        if not full_text.is_sound():
            raise CommandError("Bảng toàn văn lệch với chỉ mục. Chạy: manage.py reindex")
        self.stdout.write("Chỉ mục đúng với nội dung.")
