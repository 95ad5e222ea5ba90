"""The sites that `peers.py` compares: set up, served by Gunicorn, asked for pages."""

import os
import shutil
import socket
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.databases import ROOT

WAGTAIL = ("wagtail>=8.0,<8.1", "psycopg2-binary", "gunicorn", "django-environ")
"""The last is for `deploy/gunicorn.conf.py`, by which both sites are served."""
DATABASE = "cong_benchmark_wagtail"


class Site:
    """A site as it is served: its interpreter, what it is told, and its WSGI application."""

    def __init__(
        self, name: str, python: Path, environment: dict[str, str], application: str
    ) -> None:
        self.name, self.application = name, application
        self.python, self.environment = python, environment

    def run(self, *arguments: str, **more: str) -> str:
        """Run Python within the site; return what it prints."""
        command = [str(self.python), "-P", *arguments]
        return subprocess.run(
            command,
            cwd=self.environment["PYTHONPATH"],
            env=self.environment | more,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout

    @contextmanager
    def served(self, address: Path) -> Iterator[int]:
        """Serve the site at a Unix socket; give the number of the process."""
        options = ["-c", str(ROOT / "deploy/gunicorn.conf.py"), "--bind", f"unix:{address}"]
        server = subprocess.Popen(
            [str(self.python), "-m", "gunicorn", *options, self.application],
            cwd=self.environment["PYTHONPATH"],
            # One request at a time keeps one worker busy; a second one would only sleep.
            env=self.environment | {"WEB_CONCURRENCY": "1", "LOG_LEVEL": "ERROR"},
        )
        try:
            while not address.exists():
                if server.poll() is not None:
                    sys.exit(f"{self.name} does not start.")
                time.sleep(0.1)
            yield server.pid
        finally:
            server.terminate()
            server.wait(60)


class Connection(HTTPConnection):
    """A connection to a site at a Unix socket, kept open between requests as a proxy's is."""

    def __init__(self, address: Path) -> None:
        super().__init__("testserver", timeout=600)
        self._address = address

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self._address))


def fetch(address: Path, page: str, times: int) -> list[float]:
    """Ask for a page some times, one after the other; return the milliseconds of each."""
    taken = []
    with closing(Connection(address)) as connection:
        for _ in range(times):
            begin = time.perf_counter()
            connection.request("GET", page)
            response = connection.getresponse()
            response.read()
            taken.append((time.perf_counter() - begin) * 1_000)
            if response.status != 200:
                sys.exit(f"{page}: {response.status}")
    return taken


def wagtail(folder: Path, server: Path) -> Site:
    """Return a Wagtail site in `folder`, its packages in a virtual environment of their own."""
    python = folder / "venv/bin/python"
    if not python.exists():
        venv.create(folder / "venv", with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *WAGTAIL], check=True)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "wagtail_site.settings",
        "PYTHONPATH": str(folder),
        "PEERS_SCRATCH": str(folder),
        "PEERS_DATABASE_HOST": str(server),
    }
    shutil.copytree(ROOT / "benchmarks/wagtail_site", folder / "wagtail_site", dirs_exist_ok=True)
    application = "django.core.wsgi:get_wsgi_application()"
    return Site("Wagtail", python, environment, application)


def fill_wagtail(site: Site, articles: Path) -> None:
    """Give the site its tables, its content, and the indexes of its search."""
    site.run("-m", "django", "makemigrations", "wagtail_site", "--verbosity=0")
    site.run("-m", "django", "migrate", "--verbosity=0")
    site.run("-m", "wagtail_site.fill", str(articles), PEERS_FILLING="yes")
    # What searching by likeness needs, whatever the accents.
    for command in ("enable_unaccent", "update_index", "enable_trigram"):
        site.run("-m", "django", command, "--verbosity=0")
