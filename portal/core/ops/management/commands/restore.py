"""`manage.py restore`: bring a backup back, or try whether that would work."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from portal.core.ops.backups import folder
from portal.core.ops.backups.drill import drill
from portal.core.ops.backups.encryption import Key
from portal.core.ops.backups.manifest import Manifest
from portal.core.ops.backups.refusal import Refusal, words_of
from portal.core.ops.backups.restoring import restore
from portal.core.ops.backups.showing import Bars, megabytes, thousands
from portal.core.ops.models import Kind, Outcome, Run

_ONLY_HASHES = (
    "Bản sao được mã hóa và ở đây không có khóa: mới kiểm tra được mã của từng tệp. Mỗi quý hãy "
    "diễn tập trọn ở một máy khác, với --key."
)


class Command(BaseCommand):
    """Stops before it has changed anything, or ends with everything changed."""

    help = (
        "Khôi phục một bản sao vào cơ sở dữ liệu trống (của loại nào cũng được) và thư mục tệp tải "
        "lên. Với --verify: chỉ diễn tập, ở một chỗ tạm bên cạnh các bản sao."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take which one, and how."""
        parser.add_argument("folder", nargs="?", type=Path, help="thư mục của bản sao")
        parser.add_argument(
            "--verify", action="store_true", help="diễn tập; không ghi thư mục thì lấy bản mới nhất"
        )
        parser.add_argument(
            "--replace", action="store_true", help="thay những gì đang có, sau khi sao lưu chúng"
        )
        parser.add_argument(
            "--key", type=Path, metavar="TỆP", help="tệp khóa bí mật của bản mã hóa"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked."""
        if options["verify"]:
            self._drill(options["folder"], options["key"])
            return
        if options["folder"] is None:
            raise CommandError(
                "Hãy ghi thư mục của bản sao, ví dụ: manage.py restore /…/20260101-013000"
            )
        key = options["key"]
        try:
            with folder.alone():
                done = restore(
                    options["folder"].resolve(),
                    Bars(self.stdout).show,
                    replace=options["replace"],
                    key=Key(key) if key else None,
                )
        except (Refusal, OSError, DatabaseError) as error:
            raise CommandError(f"CHƯA KHÔI PHỤC. {words_of(error)}") from error
        if done.before:
            self.stdout.write(f"Những gì có trước đó: {done.before}")
        self.stdout.write(f"Đã khôi phục và đọc lại từng dòng: {_counts(done.manifest)}.")

    def _drill(self, chosen: Path | None, key: Path | None) -> None:
        name = chosen.name if chosen else ""
        try:
            with folder.alone():
                backup = chosen or folder.latest()
                name = backup.name
                done = drill(backup.resolve(), Bars(self.stdout).show, key=key)
        except (Refusal, OSError) as error:
            _note(Outcome.FAILED, name, words_of(error))
            raise CommandError(f"DIỄN TẬP HỎNG. {words_of(error)}") from error
        words = f"{_counts(done.manifest)}: dòng nào, tệp nào cũng đúng như lúc sao lưu."
        if not done.is_complete:
            words = _ONLY_HASHES
        _note(Outcome.GOOD if done.is_complete else Outcome.PARTIAL, name, words)
        self.stdout.write(f"Bản sao {name}. {words}")


def _counts(told: Manifest) -> str:
    return (
        f"{thousands(told.rows)} dòng của {len(told.tables)} bảng, "
        f"{thousands(told.media_files)} tệp tải lên ({megabytes(told.media_bytes)})"
    )


def _note(outcome: Outcome, name: str, words: str) -> None:
    try:
        Run.objects.note(Kind.DRILL, outcome, name, words)
    except DatabaseError:
        return  # nothing to write to: the exit code tells
