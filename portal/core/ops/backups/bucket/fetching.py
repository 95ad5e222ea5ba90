"""Fetching a backup from the bucket into a folder, in which it is as it was."""

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from portal.core.ops.backups import files, folder, manifest, media
from portal.core.ops.backups.bucket import layout
from portal.core.ops.backups.bucket.meter import Meter
from portal.core.ops.backups.making import Progress, silent
from portal.core.ops.backups.manifest import Manifest
from portal.core.ops.backups.refusal import Refusal

if TYPE_CHECKING:
    from portal.core.ops.backups.bucket.layout import Piece
    from portal.core.ops.backups.bucket.store import Store


def fetch(store: "Store", name: str, place: Path, progress: Progress = silent) -> Path:
    """Bring a backup into a folder of its name in `place`; return that.

    Restoring compares every file with the manifest before it touches anything; here only the
    list is compared, because it says what else is to be brought.
    """
    name = layout.chosen(store, name)
    backup = place / name
    backup.mkdir()
    (backup / manifest.NAME).write_bytes(store.read(layout.manifest_key(name)))
    told = manifest.read(backup)
    _look_for_room(told, place)
    total = sum(each.size for each in told.files) + told.media_bytes
    meter = Meter(progress, "Lấy từ kho S3", total)
    for piece in layout.files_of(told):
        _bring(store, piece, backup, meter)
        if piece.path == media.LIST and files.digest_of(backup / media.LIST) != piece.digest:
            raise Refusal(f"Danh sách tệp của {name} ở kho S3 đã bị đổi; hãy lấy bản khác.")
    for piece in layout.uploads_of(backup, told):
        _bring(store, piece, backup, meter)
    meter.end()
    return backup


def _bring(store: "Store", piece: "Piece", backup: Path, meter: Meter) -> None:
    # Under a short name: the library adds letters to the name while a file is under way.
    arriving = backup.parent / "tep"
    store.fetch(piece.key, arriving, meter.add)
    target = backup / piece.path
    target.parent.mkdir(parents=True, exist_ok=True)
    os.replace(arriving, target)


def _look_for_room(told: Manifest, place: Path) -> None:
    needed = told.media_bytes + sum(each.size for each in told.files)
    free = shutil.disk_usage(place).free
    if needed > free:
        raise Refusal(
            f"Không đủ chỗ để lấy bản sao về: cần chừng {needed // 10**6} MB, {folder.top()} còn "
            f"{free // 10**6} MB."
        )
