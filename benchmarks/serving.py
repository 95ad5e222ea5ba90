"""What `serve.py` compares: several servers with the same page, each on a port of its own."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection
from pathlib import Path

from benchmarks import wrk
from benchmarks.addresses import addresses
from benchmarks.application import HOST, cached, free_port, granian, gunicorn
from benchmarks.clients import ask_often
from benchmarks.databases import ROOT, Database
from benchmarks.nginx import nginx
from benchmarks.processes import Program, cpu_seconds

MISSES = ("home", "category", "article")
BARE = "benchmarks.bare"
FILE_SERVER = """
server {{
    listen 127.0.0.1:{port};
    access_log {folder}/file.log cong buffer=32k flush=5s;
    root {folder}/file;
    charset utf-8;
    gzip_static on;
}}
"""


@dataclass
class Contestant:
    """Something that answers, and which processes work for it."""

    name: str
    port: int
    path: str
    roots: tuple[int, ...]
    database: int | None = None
    is_made: bool = False
    """Whether each answer is made anew; those are few, and counted one by one."""
    loads: dict[int, list[wrk.Load]] = field(default_factory=dict)
    costs: dict[int, list[float]] = field(default_factory=dict)
    """Milliseconds of CPU for each request, the database's included."""
    database_costs: dict[int, list[float]] = field(default_factory=dict)

    def warm_up(self) -> None:
        """Have every worker do once what it does only once."""
        if self.is_made:
            ask_often(self.port, self.path, connections=16, requests=80)
        else:
            wrk.load(self._url, connections=8, seconds=1)

    def run(self, connections: int, seconds: int) -> None:
        """Be asked for about so long."""
        before = self._spent()
        if self.is_made:
            load = self._count(connections, max(40 * seconds, 2 * connections))
        else:
            load = wrk.load(self._url, connections=connections, seconds=seconds)
        own, database = (
            (now - then) * 1000 / max(load.requests, 1)
            for now, then in zip(self._spent(), before, strict=True)
        )
        self.loads.setdefault(connections, []).append(load)
        self.costs.setdefault(connections, []).append(own + database)
        self.database_costs.setdefault(connections, []).append(database)

    def _spent(self) -> tuple[float, float]:
        database = cpu_seconds(self.database) if self.database else 0.0
        return cpu_seconds(*self.roots), database

    def _count(self, connections: int, requests: int) -> wrk.Load:
        """Wait for all answers: those under way when wrk stops would be paid for by the others."""
        took, failures = ask_often(self.port, self.path, connections=connections, requests=requests)
        return wrk.Load(requests, requests / took, failures)

    @property
    def _url(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.path}"

    def rates(self, connections: int) -> list[float]:
        """Return requests a second, round by round."""
        return [load.per_second for load in self.loads[connections]]


class Stage:
    """Everything that answers, each on a port of its own."""

    def __init__(
        self, database: Database, server: int, folder: Path, stack: ExitStack, wheel: Path | None
    ) -> None:
        self._stack, self._folder, self._postgres = stack, folder, server
        self.environment = cached(database, folder)
        self._pages = addresses(database)
        self.contestants = [*self._stored(), *self._made(), *self._granian(wheel)]

    def _stored(self) -> Iterator[Contestant]:
        node, folder = self._folder / "node.sock", self._folder / "nginx"
        hit_port, bare_port, port, file_port = (free_port() for _ in range(4))
        program = gunicorn(self.environment, hit_port, self._folder / "hit", sockets=(node,))
        hit = self._start(program)
        self._keep_answer(hit_port, folder / "file/trang-chu.html.gz")
        bare = self._start(gunicorn(self._bare(), bare_port, self._folder / "bare", program=BARE))
        more = FILE_SERVER.format(port=file_port, folder=folder)
        front = self._start(nginx(folder, port, [node], self.environment, more=more))
        yield Contestant("nginx, static file", file_port, "/trang-chu.html", (front,))
        yield Contestant("nginx, micro-cache", port, "/", (front, hit), self._postgres)
        yield Contestant("gthread, bare WSGI", bare_port, "/", (bare,))
        yield Contestant("gthread, hit", hit_port, "/", (hit,), self._postgres)

    def _made(self) -> Iterator[Contestant]:
        port = free_port()
        environment = {**self.environment, "PAGE_CACHE": "False"}
        pid = self._start(gunicorn(environment, port, self._folder / "miss"))
        for kind in MISSES:
            path, name = self._pages[kind][0], f"gthread, miss: {kind}"
            yield Contestant(name, port, path, (pid,), self._postgres, is_made=True)

    def _granian(self, wheel: Path | None) -> Iterator[Contestant]:
        if wheel is None:
            return
        server = partial(granian, wheel=wheel)
        bare_port, port = free_port(), free_port()
        bare = self._start(server(self._bare(), bare_port, self._folder / "g-bare", program=BARE))
        hit = self._start(server(self.environment, port, self._folder / "g-hit"))
        yield Contestant("granian, bare WSGI", bare_port, "/", (bare,))
        yield Contestant("granian, hit", port, "/", (hit,), self._postgres)

    def _bare(self) -> dict[str, str]:
        return {**self.environment, "BARE_ANSWER": str(self._folder / "answer.json")}

    def _start(self, program: Program) -> int:
        return self._stack.enter_context(program).pid

    def _keep_answer(self, port: int, file: Path) -> None:
        """Keep what the portal answers, but for what the server adds: for the others to answer."""
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", "/", headers={"Host": HOST, "Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        body, own = answer.read(), {"server", "date", "connection"}
        connection.close()
        headers = [pair for pair in answer.getheaders() if pair[0].lower() not in own]
        told = {"headers": headers, "body": body.hex()}
        (self._folder / "answer.json").write_text(json.dumps(told))
        file.parent.mkdir(parents=True)
        file.write_bytes(body)
        print(f"The page: {len(body):,} bytes, {len(headers)} headers.\n")

    def count_queries(self) -> dict[str, int]:
        """Return what stored pages of three kinds cost the database."""
        command = [sys.executable, "-m", "benchmarks.hits"]
        command += [self._pages[kind][0] for kind in MISSES]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, stdout=subprocess.PIPE
        )
        found: dict[str, int] = json.loads(done.stdout)
        return found
