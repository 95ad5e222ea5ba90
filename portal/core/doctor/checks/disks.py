"""Room on the disks."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import connection

from portal.core.doctor.findings import Finding, bad, good, warning
from portal.core.doctor.registry import check
from portal.core.media.keeping import is_on_disk

_TIGHT, _FULL = 0.10, 0.03
"""Of a disk, what is free when it is to be told of, and when it is urgent."""
_ENOUGH = 50 * 2**30
"""Bytes with which a disk is not tight, however large it is."""


class Place(NamedTuple):
    """A disk on which something of the portal lies."""

    names: list[str]
    free: int
    share: float
    """Of bytes or of files, whichever is the smaller."""


def folders() -> Iterator[tuple[str, str, Path]]:
    """Yield what lies on disks of this machine: a name for monitoring, one for people, where."""
    if connection.vendor == "sqlite" and "mode=memory" not in str(connection.settings_dict["NAME"]):
        yield "database", "cơ sở dữ liệu", Path(connection.settings_dict["NAME"]).parent
    if is_on_disk():
        yield "media", "tệp tải lên", Path(settings.MEDIA_ROOT)
    yield "backups", "bản sao lưu", Path(settings.BACKUP_DIR)
    if settings.PAGE_CACHE:
        yield "pages", "trang đã lưu", Path(settings.PAGE_CACHE_DIR)


def existing(folder: Path) -> Path:
    """Return the folder, or the nearest above it that is there."""
    return next((each for each in (folder, *folder.parents) if each.exists()), Path("/"))


def places() -> list[Place]:
    """Return each disk once, with what lies on it."""
    found: dict[int, Place] = {}
    for _, name, folder in folders():
        at = existing(folder)
        device = at.stat().st_dev
        if device in found:
            found[device].names.append(name)
            continue
        disk = os.statvfs(at)
        shares = [disk.f_bavail / max(disk.f_blocks, 1)]
        if disk.f_files:  # some file systems have as many as fit
            shares.append(disk.f_favail / disk.f_files)
        found[device] = Place([name], disk.f_bavail * disk.f_frsize, min(shares))
    return list(found.values())


@check(
    "disk",
    "Chỗ trống trên đĩa",
    why="Đầy đĩa thì không lưu được bài, không tải được ảnh, không sao lưu được.",
    asks_database=False,
)
def disk() -> Finding:
    """Return how much room is left where the portal writes."""
    found = sorted(places(), key=lambda place: place.share)
    seen = "; ".join(
        f"{', '.join(each.names)}: còn {each.free / 2**30:.1f} GB ({each.share:.0%})".replace(
            ".", ","
        )
        for each in found
    )
    advice = (
        "Bỏ bớt bản sao lưu cũ (giảm BACKUP_KEEP_…), dọn nhật ký của máy, hoặc thêm đĩa. "
        "Còn nhiều GB mà phần trăm thấp là quá nhiều tệp: dọn các thư mục có rất nhiều tệp nhỏ."
    )
    if found[0].share < _FULL:
        return bad(f"{seen[0].upper()}{seen[1:]}.", advice)
    if any(each.share < _TIGHT and each.free < _ENOUGH for each in found):
        return warning(f"{seen[0].upper()}{seen[1:]}.", advice)
    return good(f"{seen[0].upper()}{seen[1:]}.")
