"""Restoring a backup: everything is looked at before anything is touched."""

from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from portal.core.ops.backups import checking, folder, loading, making, manifest
from portal.core.ops.backups.arriving import Arrivals
from portal.core.ops.backups.encryption import Key
from portal.core.ops.backups.making import Progress, silent
from portal.core.ops.backups.manifest import Manifest
from portal.core.ops.backups.refusal import Refusal
from portal.core.pagecache.stores import store


class Restored(NamedTuple):
    """What was restored, and the backup of what was there before."""

    manifest: Manifest
    before: Path | None


def restore(
    backup: Path, progress: Progress = silent, *, replace: bool = False, key: Key | None = None
) -> Restored:
    """Restore a backup into the default database and the folder of uploads."""
    told = manifest.read(backup)
    if told.public_key and key is None:
        raise Refusal("Bản sao này được mã hóa: thêm --key và tệp khóa bí mật.")
    key = key if told.public_key else None
    checking.check_files(backup, told, progress)
    checking.check_code(told)
    with folder.scratch("khoi-phuc") as place:
        readable = _readable(backup, told, key, place)
        before = _make_room(progress, replace=replace)
        _bring(backup, readable, told, Arrivals(backup, told, key, place), progress)
    if settings.PAGE_CACHE:
        store().forget()
    return Restored(told, before)


def _bring(
    backup: Path, readable: Path, told: Manifest, arrivals: Arrivals, progress: Progress
) -> None:
    if told.media_files:
        for number in arrivals.bring_new():
            progress("Tệp tải lên", number, told.media_files)
    with transaction.atomic():
        loading.replace_rows(readable, told, progress)
    if told.media_files:
        arrivals.bring_late()


def _readable(backup: Path, told: Manifest, key: Key | None, place: Path) -> Path:
    """Return the folder with the tables as they were before they were encrypted."""
    if key is None:
        return backup
    (place / "database").mkdir()
    for entry in told.tables:
        key.decrypt(backup / f"{entry.path}{told.ending}", place / entry.path)
    return place


def _make_room(progress: Progress, *, replace: bool) -> Path | None:
    """See to it that the database takes the rows; keep what is there, if that may be replaced."""
    checking.check_database()
    if checking.is_empty():
        call_command("migrate", verbosity=0)
        return None
    if not replace:
        raise Refusal(
            "Cơ sở dữ liệu không trống. Muốn thay những gì đang có bằng bản sao thì thêm "
            "--replace; cổng sẽ sao lưu cái đang có trước."
        )
    return making.make(progress, ending=folder.BEFORE_RESTORE).path
