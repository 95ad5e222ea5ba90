"""Uploads: into a backup, and out of it again.

What has not changed since the last backup is not copied: both folders hold the same file (a hard
link).  Each is whole by itself, and taking one away takes nothing from the other.
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from django.core.files.storage import default_storage

from portal.core.ops.backups import files
from portal.core.ops.backups.encryption import encrypt
from portal.core.ops.backups.files import Digest
from portal.core.ops.backups.manifest import Manifest
from portal.core.ops.backups.refusal import Refusal

FOLDER = "media"
LIST = "media.jsonl"
ARRIVING = ".khoi-phuc"
"""Where files wait within the folder of uploads until they are whole."""


@dataclass
class Upload:
    """A file as it was, and the file that stands for it in the backup."""

    name: str
    changed: str
    size: int
    sha256: str
    stored_size: int
    stored_sha256: str

    def path_in(self, backup: Path, manifest: Manifest) -> Path:
        """Return where it lies in a backup."""
        return backup / FOLDER / f"{self.name}{manifest.ending}"


def names() -> list[str]:
    """Return the names of all uploads, wherever they are kept."""
    return sorted(_below(""))


def _below(folder: str) -> Iterator[str]:
    try:
        folders, found = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in found:
        if name:
            yield str(PurePosixPath(folder, name))
    for each in folders:
        if each and each != ARRIVING:
            yield from _below(str(PurePosixPath(folder, each)))


def uploads_of(backup: Path) -> Iterator[Upload]:
    """Walk the list of a backup."""
    try:
        with (backup / LIST).open("rb") as lines:
            for line in lines:
                yield _checked(Upload(**json.loads(line)))
    except (OSError, ValueError, TypeError) as error:
        raise Refusal(f"Không đọc được {backup / LIST}: {error}") from error


def _checked(upload: Upload) -> Upload:
    if not files.stays_within(upload.name):
        raise Refusal(f"{LIST} có một tên không được phép: {upload.name!r}.")
    return upload


class Copier:
    """Brings uploads into a new backup."""

    def __init__(self, backup: Path, manifest: Manifest, last: Path | None) -> None:
        self._backup = backup
        self._manifest = manifest
        self._last = last
        self._known = {upload.name: upload for upload in (uploads_of(last) if last else ())}
        self.copied = 0

    def copy(self, name: str) -> Upload | None:
        """Bring one; None for a file that was deleted meanwhile."""
        try:
            size = default_storage.size(name)
            changed = default_storage.get_modified_time(name).isoformat()
        except FileNotFoundError:
            return None
        known = self._known.get(name)
        is_as_it_was = known and (known.size, known.changed) == (size, changed)
        if known and self._last and is_as_it_was and self._link(known, self._last):
            return known
        return self._copy(name, changed)

    def _target(self, upload: Upload) -> Path:
        target = upload.path_in(self._backup, self._manifest)
        target.parent.mkdir(parents=True, exist_ok=True)
        return target

    def _link(self, known: Upload, last: Path) -> bool:
        """Return whether the file of the last backup could be taken."""
        source = known.path_in(last, self._manifest)
        with suppress(OSError):  # not there; or a file system without links
            if source.stat().st_size == known.stored_size:
                os.link(source, self._target(known))
                return True
        return False

    def _copy(self, name: str, changed: str) -> Upload | None:
        self.copied += 1
        upload = Upload(name, changed, 0, "", 0, "")
        target = self._target(upload)
        try:
            with default_storage.open(name) as file:
                digest = self._write(cast(BinaryIO, file), target)
        except FileNotFoundError:
            return None
        upload.size, upload.sha256 = digest
        sealed = self._manifest.public_key
        stored = files.digest_of(target) if sealed else digest
        upload.stored_size, upload.stored_sha256 = stored
        return upload

    def _write(self, source: BinaryIO, target: Path) -> Digest:
        if key := self._manifest.public_key:
            return encrypt(source, target, key)
        return files.copy(source, target)


def line_of(upload: Upload) -> str:
    """Return the line of a list."""
    return json.dumps(asdict(upload), ensure_ascii=False) + "\n"
