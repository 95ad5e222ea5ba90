"""Making a backup: in a scratch folder, which gets its name when all of it is on the disk."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from portal.core.ops.backups import environment, files, folder, manifest, media, rotation
from portal.core.ops.backups.aliases import of_one_moment
from portal.core.ops.backups.encryption import encrypt_in_place, recipient
from portal.core.ops.backups.manifest import FileEntry, Manifest, TableEntry
from portal.core.ops.backups.numbers import last_number
from portal.core.ops.backups.refusal import Refusal
from portal.core.ops.backups.tables import Table, kept_tables

SETTINGS = "settings.env"
Progress = Callable[[str, int, int], object]
"""Told what is under way, how much of it is done, and how much there is."""


def silent(what: str, done: int, total: int) -> None:
    """Tell nobody."""


class Made(NamedTuple):
    """A finished backup."""

    path: Path
    manifest: Manifest
    copied: int
    vanished: int


def make(progress: Progress = silent, *, ending: str = "", anew: bool = False) -> Made:
    """Make a backup; `anew` takes no file from the one before."""
    if settings.BACKUP_PUBLIC_KEY:
        recipient(settings.BACKUP_PUBLIC_KEY)  # a wrong one is refused before the work
    name = folder.new_name(ending)
    with folder.scratch(name) as place:
        made = blank_manifest(settings.BACKUP_PUBLIC_KEY)
        (place / "database").mkdir()
        write_tables(place, made, kept_tables(), progress)
        copied, vanished = _write_media(place, made, progress, anew=anew)
        files.write(place / SETTINGS, environment.without_secrets())
        finish_manifest(place, made)
        return Made(folder.finish(place, name), made, copied, vanished)


def blank_manifest(public_key: str = "") -> Manifest:
    """Return a manifest that says when, where and by which code, and nothing of the content."""
    loader = MigrationLoader(connections["default"])
    code, applied = set(loader.disk_migrations), set(loader.applied_migrations)
    if code - applied:
        raise Refusal("Cơ sở dữ liệu chưa theo kịp mã: chạy manage.py migrate trước.")
    return Manifest(
        made_at=timezone.now().isoformat(),
        release=settings.BASE_DIR.name,
        engine=connections["default"].vendor,
        migrations=[".".join(key) for key in sorted(code)],
        public_key=public_key,
    )


def write_tables(place: Path, made: Manifest, tables: list[Table], progress: Progress) -> None:
    """Write the rows of all tables as they are at one moment."""
    with of_one_moment() as using:
        total = sum(table.count(using) for table in tables)
        done = 0
        for table in tables:
            entry = _write_table(
                place,
                table,
                using,
                lambda rows, done=done: progress(  # type: ignore[misc]
                    "Cơ sở dữ liệu", done + rows, total
                ),
            )
            done += entry.rows
            made.tables.append(entry)
    if made.public_key:
        for entry in made.tables:
            encrypt_in_place(place / entry.path, made.public_key)


def _write_table(
    place: Path, table: Table, using: str, show: Callable[[int], object]
) -> TableEntry:
    entry = TableEntry(table.name, table.columns, 0, "", last_number(table, using))
    made = files.new_hash()
    with files.packed(place / entry.path) as file:
        for line in table.lines(using):
            file.write(line)
            made.update(line)
            entry.rows += 1
            if not entry.rows % 100:
                show(entry.rows)
    show(entry.rows)
    entry.sha256 = made.hexdigest()
    return entry


def _write_media(place: Path, made: Manifest, progress: Progress, *, anew: bool) -> tuple[int, int]:
    """Bring all uploads; return how many were copied, and how many vanished meanwhile."""
    (place / media.FOLDER).mkdir()
    copier = media.Copier(place, made, None if anew else _last(made.public_key))
    names = media.names()
    vanished = 0
    with (place / media.LIST).open("xb") as listing:
        for number, name in enumerate(names, 1):
            if upload := copier.copy(name):
                listing.write(media.line_of(upload).encode())
                made.media_files += 1
                made.media_bytes += upload.size
            else:
                vanished += 1
            progress("Tệp tải lên", number, len(names))
        files.flush(listing)
    return copier.copied, vanished


def _last(public_key: str) -> Path | None:
    """Return the newest backup whose files may be taken; one that cannot be read is passed over."""
    for backup in reversed(folder.backups()):
        with suppress(Refusal):
            if manifest.read(backup).public_key == public_key and list(media.uploads_of(backup)):
                return backup
    return None


def finish_manifest(place: Path, made: Manifest) -> None:
    """Take the hashes of the files and write the manifest."""
    paths = [f"{entry.path}{made.ending}" for entry in made.tables]
    paths += [each for each in (media.LIST, SETTINGS) if (place / each).exists()]
    made.files = [FileEntry(path, *files.digest_of(place / path)) for path in paths]
    files.write(place / manifest.NAME, made.text())


def rotate() -> list[str]:
    """Take away the backups that are no longer wanted; return their names."""
    made = (each.name for each in folder.backups())
    names = rotation.doomed(made, rotation.wanted(), folder.begun_at)
    for name in names:
        folder.remove(folder.top() / name)
    return names
