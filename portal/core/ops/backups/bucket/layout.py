"""What lies where in the bucket."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from portal.core.ops.backups import folder, manifest, media
from portal.core.ops.backups.files import Digest
from portal.core.ops.backups.manifest import Manifest
from portal.core.ops.backups.refusal import Refusal

if TYPE_CHECKING:
    from portal.core.ops.backups.bucket.store import Store

OBJECTS = "objects/"
_BACKUPS = "backups/"


class Piece(NamedTuple):
    """A file of a backup."""

    path: str
    """Where it lies in the folder of the backup."""
    digest: Digest

    @property
    def key(self) -> str:
        """Return the name of its content; equal files of all backups have one."""
        return f"{OBJECTS}{self.digest.sha256[:2]}/{self.digest.sha256}"


def pieces(backup: Path, told: Manifest) -> Iterator[Piece]:
    """Walk all files of a backup but its manifest, the list of uploads among the first."""
    yield from files_of(told)
    yield from uploads_of(backup, told)


def files_of(told: Manifest) -> Iterator[Piece]:
    """Walk what the manifest itself names."""
    for each in told.files:
        yield Piece(each.path, Digest(each.size, each.sha256))


def uploads_of(backup: Path, told: Manifest) -> Iterator[Piece]:
    """Walk what the list in `backup` names."""
    for upload in media.uploads_of(backup):
        path = upload.path_in(Path(), told)
        yield Piece(path.as_posix(), Digest(upload.stored_size, upload.stored_sha256))


def manifest_key(name: str) -> str:
    """Return where the manifest of a backup lies."""
    return f"{_BACKUPS}{name}/{manifest.NAME}"


def all_names(store: "Store") -> list[str]:
    """Return what has a manifest, the oldest first; people may have added names of their own."""
    keys = [entry.key for entry in store.entries(_BACKUPS)]
    ending = f"/{manifest.NAME}"
    return sorted(
        key.removeprefix(_BACKUPS).removesuffix(ending) for key in keys if key.endswith(ending)
    )


def names(store: "Store") -> list[str]:
    """Return the backups in the bucket, the oldest first."""
    return [name for name in all_names(store) if folder.is_name(name)]


def read_manifest(store: "Store", name: str) -> Manifest:
    """Return what a backup in the bucket says of itself."""
    return manifest.parse(store.read(manifest_key(name)), f"{manifest.NAME} của {name} ở kho S3")


def chosen(store: "Store", name: str) -> str:
    """Return the name, if there is such a backup; the newest for an empty one."""
    found = names(store)
    if not found:
        raise Refusal(f"Kho S3 “{store.name}” chưa có bản sao lưu nào.")
    if name and name not in found:
        raise Refusal(f"Kho S3 “{store.name}” không có bản {name}. Xem: manage.py restore --list")
    return name or found[-1]
