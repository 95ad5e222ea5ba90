"""Copying a finished backup into the bucket."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from portal.core.ops.backups import files, manifest
from portal.core.ops.backups.bucket import layout
from portal.core.ops.backups.bucket.meter import Meter
from portal.core.ops.backups.making import Progress, silent
from portal.core.ops.backups.refusal import Refusal

if TYPE_CHECKING:
    from portal.core.ops.backups.bucket.layout import Piece
    from portal.core.ops.backups.bucket.store import Store


class Copied(NamedTuple):
    """What had to be sent, of how many files."""

    sent: int
    sent_bytes: int
    files: int


def copy(
    store: "Store", backup: Path, progress: Progress = silent, *, anew: bool = False
) -> Copied:
    """Send what the bucket does not have, and then the manifest; `anew` sends all of it."""
    told = manifest.read(backup)
    wanted = list(layout.pieces(backup, told))
    there = {} if anew else {entry.key: entry.size for entry in store.entries(layout.OBJECTS)}
    missing = {each.key: each for each in wanted if there.get(each.key) != each.digest.size}
    sent_bytes = sum(each.digest.size for each in missing.values())
    meter = Meter(progress, "Chép lên kho S3", sent_bytes)
    for piece in missing.values():
        _check(backup, piece)
        store.send(piece.key, backup / piece.path, meter.add)
    store.write(layout.manifest_key(backup.name), (backup / manifest.NAME).read_bytes())
    meter.end()
    return Copied(len(missing), sent_bytes, len(wanted))


def _check(backup: Path, piece: "Piece") -> None:
    """Refuse a file that has changed on this disk: its name would promise what is not in it."""
    if files.digest_of(backup / piece.path) != piece.digest:
        raise Refusal(f"Tệp {piece.path} của {backup.name} đã hỏng. Chạy: manage.py backup --anew")
