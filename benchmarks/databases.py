"""Databases of given sizes: made, migrated, filled, and kept when wanted."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import environ
import psycopg2

from benchmarks.server import postgres

ROOT = Path(__file__).resolve().parent.parent


class Database:
    """A portal with `size` articles."""

    def __init__(self, size: int, url: str, folder: Path) -> None:
        self.size = size
        self.folder = folder
        self._stamp = folder / "filled"
        (folder / "static").mkdir(parents=True, exist_ok=True)
        self.environment = os.environ | {
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "PYTHONPATH": str(ROOT),
            "SECRET_KEY": "only-for-benchmarks-" + "k" * 50,
            "ALLOWED_HOSTS": "testserver",
            "DEBUG": "False",
            "DEMO": "True",  # made-up articles are refused elsewhere
            "SECURE": "False",
            "SERVE_MEDIA": "False",
            "STATIC_MANIFEST": "False",
            "CACHE_URL": "dummycache://",  # what is measured is the page, not the cache
            "PAGE_CACHE": "False",
            "MEDIA_ROOT": str(folder / "media"),
            "STATIC_ROOT": str(folder / "static"),
        }

    @property
    def is_filled(self) -> bool:
        return self._stamp.exists()

    def fill(self) -> None:
        """Make it what its size says, unless an earlier run has done so."""
        if self.is_filled:
            return
        self.migrate()
        self._manage("load_demo")  # pictures, featured articles, work in every state
        begin = time.monotonic()
        self._manage("seed_articles", f"--count={self.size}")
        seconds = time.monotonic() - begin
        print(f"{self.size} articles in {seconds:.0f} s", file=sys.stderr)
        self._stamp.touch()

    def migrate(self) -> None:
        """Give it its tables, and no content."""
        self._manage("migrate", "--verbosity=0")

    def _manage(self, *arguments: str) -> None:
        command = [sys.executable, "manage.py", *arguments]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True, stdout=sys.stderr)


@contextmanager
def databases(
    sizes: list[int], folder: Path, *, sqlite: bool, keep: bool
) -> Iterator[list[Database]]:
    """Give a filled database of each size."""
    if sqlite:
        yield [_on_sqlite(size, folder) for size in sizes]
    elif given := os.environ.get("DATABASE_URL"):
        yield [_on_postgres(size, folder / f"given-{size}", given) for size in sizes]
        if not keep:
            for size in sizes:
                _drop(given, _name(size))
    else:
        with postgres(folder / "pg") as base:
            url = f"{base}/postgres"
            yield [_on_postgres(size, folder / f"pg-{size}", url) for size in sizes]


def _on_sqlite(size: int, folder: Path) -> Database:
    files = folder / f"sqlite-{size}"
    database = Database(size, f"sqlite:///{quote(str(files))}/db.sqlite3", files)
    if not database.is_filled:
        (files / "db.sqlite3").unlink(missing_ok=True)
    database.fill()
    return database


def _on_postgres(size: int, files: Path, server: str) -> Database:
    database = Database(size, f"{server.rpartition('/')[0]}/{_name(size)}", files)
    if not database.is_filled:
        make_on(server, _name(size))
    database.fill()
    return database


def make_on(server: str, name: str) -> None:
    """Make an empty database, in place of one of that name."""
    _drop(server, name)
    _execute(server, f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")


def _name(size: int) -> str:
    return f"cong_benchmark_{size}"


def _drop(server: str, name: str) -> None:
    _execute(server, f"DROP DATABASE IF EXISTS {name}")


def _execute(server: str, statement: str) -> None:
    parts = environ.Env.db_url_config(server)
    connection = psycopg2.connect(
        host=parts["HOST"],
        port=parts["PORT"] or None,
        user=parts["USER"],
        password=parts["PASSWORD"],
        dbname=parts["NAME"],
    )
    connection.autocommit = True  # no database is made inside a transaction
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()
