"""`manage.py backup`: keep the database, the uploads and the settings without secrets."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from portal.core.ops.backups import encryption, folder, making
from portal.core.ops.backups.bucket import copying, lock, rotating
from portal.core.ops.backups.bucket.copying import Copied
from portal.core.ops.backups.bucket.opening import opened
from portal.core.ops.backups.making import Made
from portal.core.ops.backups.refusal import Refusal, words_of
from portal.core.ops.backups.showing import Bars, megabytes, thousands
from portal.core.ops.models import Kind, Outcome, Run


class Command(BaseCommand):
    """The portal goes on meanwhile; what is kept is of one moment."""

    help = (
        "Sao lưu cơ sở dữ liệu, tệp tải lên và thiết lập (không có bí mật) vào BACKUP_DIR, rồi bỏ "
        "các bản cũ theo BACKUP_KEEP_…; cổng vẫn chạy. Dừng giữa chừng thì bản trước còn nguyên. "
        "Có BACKUP_S3_BUCKET thì chép bản vừa xong lên kho S3 ấy."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what is unusual."""
        parser.add_argument(
            "--anew",
            action="store_true",
            help="chép lại mọi tệp, kể cả tệp không đổi từ bản trước; lên kho S3 cũng vậy",
        )
        parser.add_argument(
            "--new-key",
            type=Path,
            metavar="TỆP",
            help="không sao lưu, mà tạo một khóa bí mật vào tệp này và in khóa công khai của nó",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make one, note how it ended, and take old ones away."""
        try:
            if options["new_key"]:
                self._make_key(options["new_key"])
                return
            self._make(anew=options["anew"])
        except (Refusal, OSError, DatabaseError) as error:
            if not options["new_key"]:
                _note_failure(words_of(error))
            raise CommandError(
                f"CHƯA SAO LƯU ĐƯỢC; các bản trước còn nguyên. {words_of(error)}"
            ) from error

    def _make(self, *, anew: bool) -> None:
        with folder.alone():
            made = making.make(Bars(self.stdout).show, anew=anew)
            self._tell(made)
            Run.objects.note(Kind.BACKUP, Outcome.GOOD, made.path.name, _summary(made))
            for name in making.rotate():
                self.stdout.write(f"Đã bỏ bản cũ {name}.")
            if settings.BACKUP_S3:
                self._copy(made, anew=anew)

    def _copy(self, made: Made, *, anew: bool) -> None:
        """Copy it off this machine; whatever happens there, the backup here is made."""
        name, is_there = made.path.name, False
        try:
            store = opened()
            with lock.alone(store):
                copied = copying.copy(store, made.path, Bars(self.stdout).show, anew=anew)
                is_there, words = True, _summary_of_copy(copied)
                Run.objects.note(Kind.COPY, Outcome.GOOD, name, words)
                self.stdout.write(f"Đã chép lên kho S3 “{store.name}”: {words}")
                for old in rotating.rotate(store):
                    self.stdout.write(f"Đã bỏ bản cũ {old} ở kho S3.")
        except (Refusal, OSError, DatabaseError) as error:
            words = words_of(error)
            if is_there:
                words = f"Bản này đã ở kho, nhưng chưa bỏ được bản cũ. {words}"
            _note_failure(words, Kind.COPY, name)
            raise CommandError(
                f"KHO S3 CHƯA XONG; bản sao ở máy này vẫn tốt ({made.path}). {words}"
            ) from error

    def _tell(self, made: Made) -> None:
        self.stdout.write(f"Đã sao lưu vào {made.path}")
        self.stdout.write(_summary(made))
        if made.vanished:
            self.stdout.write(
                f"{made.vanished} tệp bị xóa trong lúc sao lưu, không có trong bản sao."
            )
        if made.manifest.public_key:
            self.stdout.write("Bản sao được mã hóa; muốn mở phải có khóa bí mật.")

    def _make_key(self, path: Path) -> None:
        public_key = encryption.make_key(path)
        self.stdout.write(f"BACKUP_PUBLIC_KEY={public_key}")
        self.stdout.write(
            f"Ghi dòng trên vào .env. Chuyển tệp {path} sang nơi khác, cất hai bản, rồi xóa nó ở "
            "máy này: mất khóa là mất mọi bản sao, và ai có khóa thì đọc được mọi bản sao."
        )


def _summary(made: Made) -> str:
    told = made.manifest
    packed = sum(each.size for each in told.files)
    return (
        f"{thousands(told.rows)} dòng của {len(told.tables)} bảng ({megabytes(packed)} đã nén), "
        f"{thousands(told.media_files)} tệp tải lên ({megabytes(told.media_bytes)}), "
        f"trong đó chép mới {thousands(made.copied)} tệp."
    )


def _summary_of_copy(copied: Copied) -> str:
    return (
        f"gửi {thousands(copied.sent)} tệp ({megabytes(copied.sent_bytes)}) trong "
        f"{thousands(copied.files)} tệp của bản sao; các tệp kia đã ở đó."
    )


def _note_failure(words: str, kind: Kind = Kind.BACKUP, name: str = "") -> None:
    try:
        Run.objects.note(kind, Outcome.FAILED, name, words)
    except DatabaseError:
        return  # the database is why it failed; the exit code tells
