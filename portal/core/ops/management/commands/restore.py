"""`manage.py restore`: bring a backup back, or try whether that would work."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from portal.core.ops.backups import folder, manifest
from portal.core.ops.backups.bucket import fetching, layout
from portal.core.ops.backups.bucket.opening import opened
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
        "lên. Với --verify: chỉ diễn tập, ở một chỗ tạm bên cạnh các bản sao. Với --from-s3: lấy "
        "bản sao từ kho S3 của BACKUP_S3_BUCKET."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take which one, and how."""
        parser.add_argument("folder", nargs="?", type=Path, help="thư mục của bản sao")
        parser.add_argument(
            "--verify", action="store_true", help="diễn tập; không ghi thư mục thì lấy bản mới nhất"
        )
        parser.add_argument(
            "--from-s3",
            nargs="?",
            const="",
            metavar="TÊN",
            help="lấy bản tên này từ kho S3; với --verify, không ghi tên thì lấy bản mới nhất",
        )
        parser.add_argument(
            "--list", action="store_true", help="chỉ kể những bản có ở máy này và ở kho S3"
        )
        parser.add_argument(
            "--replace", action="store_true", help="thay những gì đang có, sau khi sao lưu chúng"
        )
        parser.add_argument(
            "--key", type=Path, metavar="TỆP", help="tệp khóa bí mật của bản mã hóa"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked."""
        path, name = options["folder"], options["from_s3"]
        if path is not None and name is not None:
            raise CommandError(
                "Hoặc ghi thư mục, hoặc --from-s3 và tên bản ở kho S3, không cả hai."
            )
        if options["list"]:
            self._list()
        elif options["verify"]:
            self._drill(path, name, options["key"])
        else:
            self._restore(path, name, options["key"], replace=options["replace"])

    def _restore(
        self, path: Path | None, name: str | None, key: Path | None, *, replace: bool
    ) -> None:
        if path is None and not name:
            raise CommandError(
                "Hãy ghi thư mục của bản sao, ví dụ: manage.py restore /…/20260101-013000, hay tên "
                "bản ở kho S3: manage.py restore --from-s3 20260101-013000. Xem các bản: --list"
            )
        try:
            with folder.alone(), self._found(path, name) as backup:
                done = restore(
                    backup,
                    Bars(self.stdout).show,
                    replace=replace,
                    key=Key(key) if key else None,
                )
        except (Refusal, OSError, DatabaseError) as error:
            raise CommandError(f"CHƯA KHÔI PHỤC. {words_of(error)}") from error
        if done.before:
            self.stdout.write(f"Những gì có trước đó: {done.before}")
        self.stdout.write(f"Đã khôi phục và đọc lại từng dòng: {_counts(done.manifest)}.")

    def _drill(self, path: Path | None, name: str | None, key: Path | None) -> None:
        told_name = path.name if path else name or ""
        try:
            with folder.alone(), self._found(path, name) as backup:
                told_name = backup.name
                done = drill(backup, Bars(self.stdout).show, key=key)
        except (Refusal, OSError) as error:
            _note(Outcome.FAILED, told_name, words_of(error))
            raise CommandError(f"DIỄN TẬP HỎNG. {words_of(error)}") from error
        words = f"{_counts(done.manifest)}: dòng nào, tệp nào cũng đúng như lúc sao lưu."
        if not done.is_complete:
            words = _ONLY_HASHES
        if name is not None:
            words = f"Lấy từ kho S3. {words}"
        _note(Outcome.GOOD if done.is_complete else Outcome.PARTIAL, told_name, words)
        self.stdout.write(f"Bản sao {told_name}. {words}")

    @contextmanager
    def _found(self, path: Path | None, name: str | None) -> Iterator[Path]:
        """Give the folder of a backup: as it was told, as fetched, or the newest here."""
        if name is None:
            yield (path or folder.latest()).resolve()
            return
        with folder.scratch("tu-kho-s3") as place:
            yield fetching.fetch(opened(), name, place.resolve(), Bars(self.stdout).show)

    def _list(self) -> None:
        """Tell which backups there are; one that cannot be read is told with the reason."""
        try:
            self.stdout.write(f"Ở máy này, trong {folder.top()}:")
            self._tell({each.name: partial(manifest.read, each) for each in folder.backups()})
            if settings.BACKUP_S3:
                store = opened()
                self.stdout.write(f"Ở kho S3 “{store.name}”:")
                names = layout.names(store)
                self._tell({name: partial(layout.read_manifest, store, name) for name in names})
        except (Refusal, OSError) as error:
            raise CommandError(words_of(error)) from error

    def _tell(self, found: dict[str, Callable[[], Manifest]]) -> None:
        for name, read in found.items():
            try:
                told = read()
                words = _counts(told) + (", mã hóa" if told.public_key else "")
            except Refusal as refusal:
                words = str(refusal)
            self.stdout.write(f"  {name}  {words}")
        if not found:
            self.stdout.write("  chưa có bản nào")


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
