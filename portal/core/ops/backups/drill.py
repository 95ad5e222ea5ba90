"""The drill: restore a backup beside the portal and see whether that is a portal."""

import os
import re
import shutil
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from portal.core.ops.backups import checking, child, folder, manifest
from portal.core.ops.backups.making import Progress, silent
from portal.core.ops.backups.manifest import Manifest
from portal.core.ops.backups.refusal import Refusal

_ROOM = 15
"""A database is at most so many times as large as its packed rows."""

_OF_BUCKETS = re.compile("(MEDIA|BACKUP)_S3_").match
"""Variables without which a process knows no bucket; the half of them is refused."""


class Drilled(NamedTuple):
    """What was tried; without the key of an encrypted backup only its hashes are."""

    manifest: Manifest
    is_complete: bool


def drill(backup: Path, progress: Progress = silent, *, key: Path | None = None) -> Drilled:
    """Restore `backup` into a scratch SQLite file and folder; refuse what does not work there."""
    told = manifest.read(backup)
    if told.public_key and key is None:
        checking.check_files(backup, told, progress)
        checking.check_code(told)
        return Drilled(told, is_complete=False)
    with folder.scratch("dien-tap") as place:
        _look_for_room(told, place)
        with_key = (f"--key={key}",) if key else ()
        for arguments in (
            ("restore", str(backup.resolve()), *with_key),
            ("check", "--database=default"),
            ("verify_audit",),
        ):
            _run(place, *arguments)
    return Drilled(told, is_complete=True)


def _look_for_room(told: Manifest, place: Path) -> None:
    needed = told.media_bytes + _ROOM * sum(each.size for each in told.files)
    free = shutil.disk_usage(place).free
    if needed > free:
        raise Refusal(
            f"Không đủ chỗ để diễn tập: cần chừng {needed // 10**6} MB, {folder.top()} còn "
            f"{free // 10**6} MB."
        )


def _run(place: Path, *arguments: str) -> None:
    ended = child.run(
        *arguments,
        DATABASE_URL=f"sqlite:///{quote(str(place))}/db.sqlite3",
        MEDIA_ROOT=str(place / "media"),
        BACKUP_DIR=str(place / "backups"),
        **dict.fromkeys(filter(_OF_BUCKETS, os.environ), ""),
    )
    if ended.code:
        raise Refusal(f"Diễn tập hỏng ở lệnh {arguments[0]}: {ended.words}")
