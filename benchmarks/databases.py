"""Databases of given sizes: made, migrated, filled, and kept when wanted."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg2

from benchmarks.server import postgres

ROOT = Path(__file__).resolve().parent.parent


class Database:
    """A portal with `size` articles."""

    def __init__(self, size: int, url: str, folder: Path) -> None:
        self.size = size
        self.folder = folder
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
            "MEDIA_ROOT": str(folder / "media"),
            "STATIC_ROOT": str(folder / "static"),
        }

    def fill(self) -> None:
        """Make it what its size says, unless an earlier run has done so."""
        stamp = self.folder / "filled"
        if stamp.exists():
            return
        self._manage("migrate", "--verbosity=0")
        self._manage("load_demo")  # pictures, featured articles, work in every state
        begin = time.monotonic()
        self._manage("seed_articles", f"--count={self.size}")
        stamp.write_text(f"{time.monotonic() - begin:.0f} s")

    def _manage(self, *arguments: str) -> None:
        command = [sys.executable, "manage.py", *arguments]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True, stdout=sys.stderr)


@contextmanager
def databases(sizes: list[int], folder: Path, *, sqlite: bool) -> Iterator[list[Database]]:
    """Give a filled database of each size."""
    if sqlite:
        url = f"sqlite:///{quote(str(folder))}/{{name}}.sqlite3"
        yield _filled(sizes, folder, url, "sqlite")
    elif given := os.environ.get("DATABASE_URL"):
        base = given.rpartition("/")[0]
        for size in sizes:
            _create(given, f"cong_{size}")
        yield _filled(sizes, folder, base + "/{name}", "given")
    else:
        with postgres(folder / "pg") as base:
            for size in sizes:
                _create(f"{base}/postgres", f"cong_{size}")
            yield _filled(sizes, folder, base + "/{name}", "pg")


def _filled(sizes: list[int], folder: Path, url: str, kind: str) -> list[Database]:
    made = [
        Database(size, url.format(name=f"cong_{size}"), folder / f"{kind}-{size}")
        for size in sizes
    ]
    for database in made:
        database.fill()
    return made


def _create(url: str, name: str) -> None:
    ...
