#!/usr/bin/env python3
"""Kills backup, restore and move at random moments; see README.md beside this file.

python benchmarks/kill_backup.py [--rounds 20] [--articles 300] [--postgres]
    [--works backup restore move]
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
STARTING = 0.4
"""Seconds in which a command has done nothing yet."""


@dataclass
class Portal:
    """A database with its uploads and its backups."""

    url: str
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        told = {
            "DATABASE_URL": self.url,
            "MEDIA_ROOT": str(self.folder / "media"),
            "BACKUP_DIR": str(self.folder / "backups"),
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "DEBUG": "True",
            "PAGE_CACHE": "False",
        }
        return os.environ | told

    def manage(self, *arguments: str) -> float:
        """Run a command to its end; return how long it took."""
        begun = time.monotonic()
        subprocess.run(self._command(arguments), cwd=ROOT, env=self.environment, check=True)
        return time.monotonic() - begun

    def killed(self, delay: float, *arguments: str) -> bool:
        """Run a command, kill it and all that it has started; return whether it still ran."""
        command = self._command(arguments)
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(delay)
        still_ran = process.poll() is None
        if still_ran:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return still_ran

    def look(self) -> dict[str, Any]:
        """Return hashes of what is there now, by a process of its own."""
        command = [sys.executable, __file__, "--look"]
        told = subprocess.check_output(command, cwd=ROOT, env=self.environment)
        found: dict[str, Any] = json.loads(told.splitlines()[-1])
        return found

    def _command(self, arguments: tuple[str, ...]) -> list[str]:
        return [sys.executable, "manage.py", *arguments]


def look() -> None:
    """Print what is there: a hash of all rows, one of each upload, and which backups are whole."""
    import hashlib

    import django

    django.setup()
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    from portal.core.ops.backups import checking, folder, manifest, media
    from portal.core.ops.backups.making import silent
    from portal.core.ops.backups.tables import kept_tables

    made = hashlib.sha256()
    loader = MigrationLoader(connection)
    if loader.disk_migrations.keys() <= loader.applied_migrations.keys():  # else half migrated
        for table in kept_tables():
            for line in table.lines("default"):
                made.update(line)
    for backup in folder.backups():
        checking.check_files(backup, manifest.read(backup), silent)
    uploads = {}
    for name in media.names():
        path = Path(os.environ["MEDIA_ROOT"], name)
        uploads[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    found = {
        "rows": made.hexdigest(),
        "uploads": uploads,
        "backups": [backup.name for backup in folder.backups()],
        "is_empty": checking.is_empty(),
    }
    print(json.dumps(found))


def kill_backups(portal: Portal, rounds: int) -> int:
    """Kill `backup`; all that was there before must be there and whole."""
    portal.manage("backup")
    longest = portal.manage("backup", "--anew")
    wrong = 0
    for number in range(rounds):
        before = portal.look()
        delay = random.uniform(STARTING, longest)
        ran = portal.killed(delay, "backup", "--anew")
        after = portal.look()
        # With a third one that is new, older ones may have gone.
        kept = set(before["backups"][-2:]) <= set(after["backups"])
        good = kept and after["rows"] == before["rows"] and after["uploads"] == before["uploads"]
        wrong += report("backup", number, delay, ran, good, after["backups"][-1])
    return wrong


def kill_restores(portal: Portal, other: Path, rounds: int) -> int:
    """Kill `restore --replace` of another portal's backup: the old rows, or all of the new."""
    portal.manage("backup")
    old = portal.folder / "backups" / portal.look()["backups"][-1]
    before = portal.look()
    longest = portal.manage("restore", "--replace", str(other))
    new = portal.look()
    portal.manage("restore", "--replace", str(old))
    wrong = 0
    for number in range(rounds):
        delay = random.uniform(STARTING, longest)
        ran = portal.killed(delay, "restore", "--replace", str(other))
        after = portal.look()
        is_old = after["rows"] == before["rows"]
        whole = before["uploads"].items() <= after["uploads"].items()
        good = whole if is_old else after["rows"] == new["rows"]
        wrong += report("restore", number, delay, ran, good, "old" if is_old else "new")
        if not is_old:
            portal.manage("restore", "--replace", str(old))
    return wrong


def kill_moves(portal: Portal, targets: list[str], folder: Path, longest: float) -> int:
    """Kill `move_database`: the source as it was, the target empty or whole."""
    before, wrong = portal.look(), 0
    for number, url in enumerate(targets):
        delay = random.uniform(STARTING, longest)
        ran = portal.killed(delay, "move_database", f"--to={url}")
        after, target = portal.look(), Portal(url, folder / f"target-{number}").look()
        good = after["rows"] == before["rows"]
        good = good and (target["is_empty"] or target["rows"] == before["rows"])
        words = "target empty" if target["is_empty"] else "target whole"
        wrong += report("move", number, delay, ran, good, words)
    return wrong


def report(what: str, number: int, delay: float, ran: bool, good: bool, words: str) -> int:
    killed = f"killed after {delay:.2f} s" if ran else f"had ended before {delay:.2f} s"
    print(f"{number + 1}: {what} {killed}: {words}, {'whole' if good else 'NOT WHOLE'}", flush=True)
    return not good


def filled(url: str, folder: Path, articles: int, pictures: int) -> Portal:
    """Return a portal with so many articles, and uploads of which one has the same name in all."""
    portal = Portal(url, folder)
    portal.manage("migrate", "--verbosity=0")
    portal.manage("seed_articles", f"--count={articles}")
    (folder / "media/anh").mkdir(parents=True)
    for number in range(pictures):
        name = folder / "media/anh" / (f"{folder.name}-{number}.jpg" if number else "chung.jpg")
        name.write_bytes(random.randbytes(100_000))
    return portal


def run(folder: Path, base: str, rounds: int, articles: int, works: list[str]) -> int:
    """Do the `works`; `base` is a PostgreSQL server, or nothing for SQLite."""
    names = ["one", "two", *(f"move{number}" for number in range(rounds + 1))]
    urls = [f"sqlite:///{folder}/{name}.sqlite3" for name in names]
    if base:
        from benchmarks.databases import make_on

        for name in names:
            make_on(f"{base}/postgres", name)
        urls = [f"{base}/{name}" for name in names]
    one = filled(urls[0], folder / "one", articles, 60)
    two = filled(urls[1], folder / "two", articles // 2, 40)
    two.manage("backup")
    wrong = 0
    if "backup" in works:
        wrong += kill_backups(one, rounds)
    if "restore" in works:
        other = two.folder / "backups" / two.look()["backups"][-1]
        wrong += kill_restores(one, other, rounds)
    if "move" in works:
        longest = one.manage("move_database", f"--to={urls[2]}")
        wrong += kill_moves(one, urls[3:], folder, longest)
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--postgres", action="store_true", help="with PostgreSQL, not SQLite")
    parser.add_argument("--works", nargs="+", default=["backup", "restore", "move"])
    parser.add_argument("--look", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.look:
        look()
        return
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cong-kill-")))
        base = ""
        if options.postgres:
            from benchmarks.server import postgres

            base = stack.enter_context(postgres(folder / "pg"))
        wrong = run(folder, base, options.rounds, options.articles, options.works)
    print(f"{len(options.works) * options.rounds} kills, not whole: {wrong}")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
