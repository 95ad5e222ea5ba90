#!/usr/bin/env python3
"""How long backup, restore and drill take, and whether all comes back; see README.md beside this.

python benchmarks/restore.py [--articles 100000] [--pictures 1000] [--keep FOLDER]
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.databases import Database, databases  # noqa: E402

PICTURE = 150_000
"""Bytes of a made-up picture; what no program can pack."""


def manage(database: Database, folder: Path, *arguments: str) -> float:
    """Run a command of the portal; return the seconds that it took."""
    environment = {**database.environment, "BACKUP_DIR": str(folder)}
    begun = time.monotonic()
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    return time.monotonic() - begun


def backup_of(database: Database, folder: Path) -> tuple[Path, dict[str, Any], float]:
    """Back a portal up; return the backup, what it tells of itself, and the seconds."""
    seconds = manage(database, folder, "backup")
    (path,) = (each for each in folder.iterdir() if each.name[0] != ".")
    return path, json.loads((path / "manifest.json").read_text()), seconds


def tables_of(told: dict[str, Any]) -> list[tuple[str, int, str]]:
    return [(table["name"], table["rows"], table["sha256"]) for table in told["tables"]]


def uploads_of(path: Path) -> dict[str, str]:
    lines = (path / "media.jsonl").read_text().splitlines()
    return {line["name"]: line["sha256"] for line in map(json.loads, lines)}


def draw_pictures(database: Database, count: int) -> None:
    folder = database.folder / "media/anh/do"
    folder.mkdir(parents=True, exist_ok=True)
    source = random.Random(1)
    for number in range(count):
        (folder / f"{number}.jpg").write_bytes(source.randbytes(PICTURE))


def measure(source: Database, target: Database, folder: Path, words: str) -> bool:
    """Back up `source`, restore into `target`, back that up: are the two backups equal?"""
    path, told, backing_up = backup_of(source, folder / "source")
    restoring = manage(target, folder / "scratch", "restore", str(path))
    other, again, _ = backup_of(target, folder / "target")
    drilling = manage(source, folder / "source", "restore", "--verify")
    rows = sum(table["rows"] for table in told["tables"])
    packed = sum(each["size"] for each in told["files"]) / 1e6
    equal = tables_of(told) == tables_of(again) and uploads_of(path) == uploads_of(other)
    print(
        f"{words}: {rows} rows of {len(told['tables'])} tables ({packed:.1f} MB packed),"
        f" {told['media_files']} uploads ({told['media_bytes'] / 1e6:.1f} MB);"
        f" backup {backing_up:.1f} s, restore {restoring:.1f} s, drill {drilling:.1f} s;"
        f" rows and hashes {'equal' if equal else 'DIFFERENT'}",
        flush=True,
    )
    return equal


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--pictures", type=int, default=1_000)
    parser.add_argument("--keep", type=Path, help="keep the filled databases here")
    options = parser.parse_args()
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cong-restore-")))
        place = options.keep or scratch
        sizes = [options.articles]
        made = [
            stack.enter_context(databases(sizes, place, sqlite=sqlite, keep=True))[0]
            for sqlite in (True, False)
        ]
        equal = True
        for number, source in enumerate(made):
            draw_pictures(source, options.pictures)
            for sqlite, engine in ((True, "SQLite"), (False, "PostgreSQL")):
                folder = scratch / f"{number}-{engine}"
                url = f"sqlite:///{folder}/db.sqlite3"
                folder.mkdir()
                if not sqlite:
                    url = empty_database(made[1], f"restored{number}")
                words = f"{('SQLite', 'PostgreSQL')[number]} -> {engine}"
                equal &= measure(source, Database(0, url, folder), folder, words)
    sys.exit(not equal)


def empty_database(beside: Database, name: str) -> str:
    """Make an empty database on the server of another; return its address."""
    from benchmarks.databases import make_on

    server = beside.environment["DATABASE_URL"]
    make_on(server, name)
    return f"{server.rpartition('/')[0]}/{name}"


if __name__ == "__main__":
    main()
