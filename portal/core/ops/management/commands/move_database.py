"""`manage.py move_database`: from SQLite to PostgreSQL, or back."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from portal.core.ops.backups import folder
from portal.core.ops.backups.moving import move
from portal.core.ops.backups.refusal import Refusal, words_of
from portal.core.ops.backups.showing import Bars, thousands


class Command(BaseCommand):
    """The database that is left is only read; the target is whole or empty."""

    help = (
        "Chép mọi bảng sang một cơ sở dữ liệu trống khác (SQLite ↔ PostgreSQL) và so từng dòng. "
        "Dừng dịch vụ của cổng trước khi chạy."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take where to."""
        parser.add_argument("--to", required=True, metavar="ĐỊA-CHỈ", help="dạng như DATABASE_URL")

    def handle(self, *args: Any, **options: Any) -> None:
        """Move, and tell each table."""
        try:
            with folder.alone():
                told = move(options["to"], Bars(self.stdout).show)
        except (Refusal, OSError, DatabaseError) as error:
            raise CommandError(words_of(error)) from error
        for entry in told.tables:
            self.stdout.write(
                f"{entry.name:32}{thousands(entry.rows):>12} dòng  {entry.sha256[:16]}"
            )
        self.stdout.write(
            f"Cả {len(told.tables)} bảng, {thousands(told.rows)} dòng đã sang nơi mới, đọc lại đều "
            "giống. Bây giờ ghi địa chỉ mới vào DATABASE_URL của .env rồi khởi động lại cổng."
        )
