"""Small backups, and what a bucket holds of backups, seen without the portal's own reading."""

import hashlib
import json
from pathlib import Path

from portal.core.ops.backups import files, folder, making, media
from portal.core.ops.backups.manifest import Manifest, TableEntry
from portal.core.ops.backups.media import Upload

PREFIX = "/cong/minhgiang/"


def make_backup(name: str, uploads: dict[str, bytes], rows: bytes = b"[1]\n") -> Path:
    """Make a backup of one table and some uploads."""
    place = folder.top() / name
    (place / "database").mkdir(parents=True)
    made = Manifest("2026-05-20T02:00:00+07:00", "1", "sqlite", [])
    made.tables.append(TableEntry("a", [], 1, hashlib.sha256(rows).hexdigest()))
    with files.packed(place / made.tables[0].path) as file:
        file.write(rows)
    for each, content in uploads.items():
        path = place / media.FOLDER / each
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        made.media_files += 1
        made.media_bytes += len(content)
        digest = files.digest_of(path)
        with (place / media.LIST).open("a") as listing:
            listing.write(media.line_of(Upload(each, "", *digest, *digest)))
    files.write(place / making.SETTINGS, "ADMIN_PATH=quan-tri\n")
    making.finish_manifest(place, made)
    return place


def contents(backup: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    found = (path for path in backup.rglob("*") if path.is_file())
    return {path.relative_to(backup).as_posix(): path.read_bytes() for path in found}


def whole_backups(objects: dict[str, bytes]) -> set[str]:
    """Return the names of the backups in a bucket; fail for one of which anything is missing."""
    found = set()
    for key in [key for key in objects if key.endswith("/manifest.json")]:
        wanted = [each["sha256"] for each in json.loads(objects[key])["files"]]
        (listed,) = [
            each["sha256"]
            for each in json.loads(objects[key])["files"]
            if each["path"] == media.LIST
        ]
        lines = objects[object_key(listed)].splitlines()
        wanted += [json.loads(line)["stored_sha256"] for line in lines]
        for sha256 in wanted:
            assert hashlib.sha256(objects[object_key(sha256)]).hexdigest() == sha256
        found.add(key.split("/")[-2])
    return found


def object_key(sha256: str) -> str:
    """Return where a content lies."""
    return f"{PREFIX}objects/{sha256[:2]}/{sha256}"
