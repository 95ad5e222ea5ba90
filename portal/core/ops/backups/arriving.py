"""Uploads on their way from a backup to where the portal keeps them.

Before the database changes, those come whose name nobody has: the portal as it was knows nothing
of them.  Those whose name stands for something else (a picture that was replaced) come after it.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage

from portal.core.media.keeping import is_on_disk
from portal.core.ops.backups import files, media
from portal.core.ops.backups.encryption import Key
from portal.core.ops.backups.manifest import Manifest
from portal.core.ops.backups.media import ARRIVING, Upload
from portal.core.ops.backups.refusal import Refusal

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Arrivals:
    """The uploads of one backup."""

    def __init__(self, backup: Path, told: Manifest, key: Key | None, place: Path) -> None:
        self._backup = backup
        self._told = told
        self._key = key
        self._place = place
        self._late: list[Upload] = []
        self._folders: set[Path] = set()

    def bring_new(self) -> Iterator[int]:
        """Bring what is not there; yield how many were looked at."""
        for number, upload in enumerate(media.uploads_of(self._backup), 1):
            if not default_storage.exists(upload.name):
                self._put(upload)
            elif not _is_there(upload):
                self._late.append(upload)
            yield number
        self._flush()

    def bring_late(self) -> int:
        """Bring what takes the place of something else; return how many."""
        for upload in self._late:
            self._put(upload)
        self._flush()
        return len(self._late)

    def _put(self, upload: Upload) -> None:
        with self._opened(upload) as source:
            if is_on_disk():
                self._put_on_disk(upload, source)
            else:
                _put_in_store(upload, source)

    @contextmanager
    def _opened(self, upload: Upload) -> Iterator[Path]:
        """Give the file as it was before it was encrypted."""
        path = upload.path_in(self._backup, self._told)
        if self._key is None:
            yield path
            return
        plain = self._place / "upload"
        self._key.decrypt(path, plain)
        yield plain
        plain.unlink()

    def _put_on_disk(self, upload: Upload, source: Path) -> None:
        target = Path(default_storage.path(upload.name))
        waiting = Path(default_storage.path(ARRIVING))
        waiting.mkdir(parents=True, exist_ok=True)
        arriving = waiting / "tep"
        arriving.unlink(missing_ok=True)
        with source.open("rb") as file:
            if files.copy(file, arriving) != (upload.size, upload.sha256):
                raise Refusal(f"Tệp {upload.name} đổi trong lúc khôi phục.")
        arriving.chmod(settings.FILE_UPLOAD_PERMISSIONS or 0o644)
        moment = (datetime.fromisoformat(upload.changed) - _EPOCH) // _MICROSECOND * 1_000
        os.utime(arriving, ns=(moment, moment))  # else the next backup would copy it again
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(arriving, target)
        self._folders.add(target.parent)

    def _flush(self) -> None:
        for folder in self._folders:
            files.flush_folder(folder)
        self._folders.clear()
        if is_on_disk():
            shutil.rmtree(default_storage.path(ARRIVING), ignore_errors=True)


def _put_in_store(upload: Upload, source: Path) -> None:
    if default_storage.exists(upload.name):
        default_storage.delete(upload.name)
    with source.open("rb") as file:
        if default_storage.save(upload.name, File(file)) != upload.name:
            raise Refusal(f"Kho tệp đã đổi tên {upload.name}.")


def _is_there(upload: Upload) -> bool:
    if default_storage.size(upload.name) != upload.size:
        return False
    made = hashlib.sha256()
    with default_storage.open(upload.name) as file:
        for piece in file.chunks():
            made.update(piece)
    return made.hexdigest() == upload.sha256
