"""Taking old backups out of the bucket, and the objects that no other needs."""

from pathlib import Path
from typing import TYPE_CHECKING

from portal.core.ops.backups import files, folder, media, rotation
from portal.core.ops.backups.bucket import layout
from portal.core.ops.backups.refusal import Refusal

if TYPE_CHECKING:
    from portal.core.ops.backups.bucket.layout import Piece
    from portal.core.ops.backups.bucket.store import Store
    from portal.core.ops.backups.manifest import Manifest


def rotate(store: "Store") -> list[str]:
    """Take away what is no longer wanted; return the names of the backups that went.

    What stays is read whole before anything goes: while one list cannot be read, nothing goes.
    Manifests go first, so that what is left half-way is no backup.
    """
    doomed = rotation.doomed(layout.names(store), rotation.wanted(), folder.begun_at)
    kept = [name for name in layout.all_names(store) if name not in doomed]
    with folder.scratch("kho") as place:
        used = _used(store, kept, place)
    for name in doomed:
        store.remove(layout.manifest_key(name))
    for key in [entry.key for entry in store.entries(layout.OBJECTS) if entry.key not in used]:
        store.remove(key)
    return doomed


def _used(store: "Store", names: list[str], place: Path) -> set[str]:
    """Return the keys of all objects of these backups."""
    used: set[str] = set()
    lists: set[str] = set()
    for name in names:
        told = layout.read_manifest(store, name)
        pieces = list(layout.files_of(told))
        listed = next((each for each in pieces if each.path == media.LIST), None)
        if listed and listed.key not in lists:  # nothing uploaded in between: the same list
            lists.add(listed.key)
            used |= _uploads(store, name, told, listed, place)
        used |= {each.key for each in pieces}
    return used


def _uploads(store: "Store", name: str, told: "Manifest", listed: "Piece", place: Path) -> set[str]:
    """Return the keys of a backup's uploads, by its list on this machine if that is the same."""
    source = folder.top() / name
    if not _is(source / media.LIST, listed):
        source = place
        store.fetch(listed.key, source / media.LIST, lambda size: None)
        if not _is(source / media.LIST, listed):
            raise Refusal(
                f"Danh sách tệp của {name} ở kho S3 đã bị đổi, bản ấy không còn dùng được. Hãy xóa "
                f"{layout.manifest_key(name)} ở kho rồi chạy lại."
            )
    return {each.key for each in layout.uploads_of(source, told)}


def _is(path: Path, piece: "Piece") -> bool:
    return path.exists() and files.digest_of(path) == piece.digest
