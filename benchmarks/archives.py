"""Databases filled for the search benchmarks, and the processes that measure in them."""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psycopg2

from benchmarks.databases import Database
from benchmarks.server import postgres

ROOT = Path(__file__).resolve().parent.parent


class Archive(Database):
    """A portal with `size` articles of `corpus.py`."""

    @property
    def filled(self) -> dict[str, Any]:
        """What filling it has cost; it is filled when this is first asked."""
        told = self.folder / "filled.json"
        if not told.exists():
            told.write_text(json.dumps(self.ask("fill")[0]), "utf-8")
        found: dict[str, Any] = json.loads(told.read_text("utf-8"))
        return found

    def ask(self, what: str) -> list[dict[str, Any]]:
        """Return what the worker says, see `search_worker.py`."""
        if what != "fill":
            self.filled  # noqa: B018 -- fills it
        command = [sys.executable, "-m", "benchmarks.search_worker", what, str(self.size)]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, stdout=subprocess.PIPE, text=True
        )
        return [json.loads(line) for line in done.stdout.splitlines()]


@contextmanager
def archives(description: str, sizes: list[int]) -> Iterator[list[Archive]]:
    """Read the options and give an archive of each size."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--sizes", type=_sizes, default=sizes)
    parser.add_argument("--sqlite", action="store_true", help="measure SQLite")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep or reuse the databases")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = options.keep or stack.enter_context(tempfile.TemporaryDirectory())
        kept = Path(folder).resolve()
        kept.mkdir(parents=True, exist_ok=True)
        base = None if options.sqlite else stack.enter_context(postgres(kept / "pg"))
        yield [_archive(size, kept, base) for size in options.sizes]


def _sizes(text: str) -> list[int]:
    return [int(size) for size in text.split(",")]


def _archive(size: int, kept: Path, base: str | None) -> Archive:
    folder = kept / f"{'pg' if base else 'sqlite'}-{size}"
    folder.mkdir(parents=True, exist_ok=True)
    if base is None:
        return Archive(size, f"sqlite:///{folder.resolve()}/db.sqlite3", folder)
    _create(kept / "pg", f"search_{size}")
    return Archive(size, f"{base}/search_{size}", folder)


def _create(server: Path, name: str) -> None:
    connection = psycopg2.connect(host=str(server), user="postgres", dbname="postgres")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone():
            cursor.execute(f'CREATE DATABASE "{name}"')
    connection.close()
