"""The folder of all backups: which there are, who works in it, what a killed run left."""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from portal.core.ops.backups import files, manifest
from portal.core.ops.backups.refusal import Refusal

BEFORE_RESTORE = "-truoc-khoi-phuc"
"""Ends the name of a backup that a restore has made of what it replaces."""
_NAME = re.compile(rf"^(\d{{8}}-\d{{6}})({BEFORE_RESTORE})?$")
_UNFINISHED = ".dang-lam-"


def top() -> Path:
    """Return the folder of all backups, made when it is not there; nobody else may look in."""
    folder = Path(settings.BACKUP_DIR)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(f"Không tạo được thư mục sao lưu {folder}: {error.strerror}.") from error
    return folder


def new_name(ending: str = "") -> str:
    """Return the name of a backup that begins now, or as soon as there is none of that name."""
    moment = timezone.localtime()
    while (top() / (name := f"{moment:%Y%m%d-%H%M%S}{ending}")).exists():
        moment += timedelta(seconds=1)
    return name


def is_name(name: str) -> bool:
    """Return whether a backup may be called so."""
    return bool(_NAME.match(name))


def begun_at(name: str) -> datetime:
    """Return when a backup of this name was begun."""
    return timezone.make_aware(datetime.strptime(name[:15], "%Y%m%d-%H%M%S"))


def backups() -> list[Path]:
    """Return all backups, the oldest first; one that is not whole has another name."""
    found = [each for each in top().iterdir() if is_name(each.name)]
    return sorted(each for each in found if (each / manifest.NAME).exists())


def latest() -> Path:
    """Return the newest backup."""
    found = backups()
    if not found:
        raise Refusal(f"Chưa có bản sao lưu nào trong {top()}. Chạy: manage.py backup")
    return found[-1]


@contextmanager
def alone() -> Iterator[None]:
    """Work in the folder alone; what is unfinished then was left by somebody who was killed."""
    with (top() / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Refusal(
                "Một lệnh sao lưu hoặc diễn tập khác đang chạy; hãy đợi nó xong."
            ) from None
        for left in top().glob(f"{_UNFINISHED}*"):
            shutil.rmtree(left, ignore_errors=True)
        yield


@contextmanager
def scratch(name: str) -> Iterator[Path]:
    """Give a folder beside the backups; whatever is still in it at the end is thrown away."""
    folder = top() / f"{_UNFINISHED}{name}"
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def finish(folder: Path, name: str) -> Path:
    """Give a backup its name, once every byte of it is on the disk."""
    files.flush_folders(folder)
    target = top() / name
    os.rename(folder, target)
    files.flush_folder(top())
    return target


def remove(backup: Path) -> None:
    """Take a backup away: first its name, so that what is left half-way is no backup."""
    doomed = top() / f"{_UNFINISHED}bo-{backup.name}"
    os.rename(backup, doomed)
    shutil.rmtree(doomed)
