"""The portal under an application server, as it is run in earnest."""

import os
import subprocess
import sys
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from socket import socket

from benchmarks.databases import ROOT, Database
from benchmarks.processes import Program

HOST = "testserver"
"""The name by which the portal is asked for."""
GUNICORN = ROOT / "deploy/gunicorn.conf.py"


def cached(database: Database, folder: Path, **more: str) -> dict[str, str]:
    """Return the environment of a portal with its page cache, and make its static files."""
    environment = database.environment | {
        "PAGE_CACHE": "True",
        "PAGE_CACHE_DIR": str(folder / "pages"),
        "CACHE_URL": "locmemcache://",
        "STATIC_MANIFEST": "True",
        "LOG_LEVEL": "ERROR",
        **more,
    }
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
    subprocess.run(collect, cwd=ROOT, env=environment, check=True)
    return environment


def gunicorn(
    environment: Mapping[str, str],
    port: int,
    folder: Path,
    *,
    program: str = "portal.wsgi",
    sockets: tuple[Path, ...] = (),
    options: tuple[str, ...] = (),
) -> Program:
    """Return Gunicorn with the settings of deploy/, which the environment may change."""
    binds = [f"--bind=127.0.0.1:{port}", *(f"--bind=unix:{path}" for path in sockets)]
    command = [sys.executable, "-m", "gunicorn", program, "-c", GUNICORN, *binds, *options]
    return _server(command, environment, port, folder)


def granian(
    environment: Mapping[str, str],
    port: int,
    folder: Path,
    *,
    wheel: Path,
    program: str = "portal.wsgi",
) -> Program:
    """Return Granian with as many workers and threads; `wheel` is the folder it is installed in."""
    workers = environment.get("WEB_CONCURRENCY") or str(min(2 * (os.cpu_count() or 1) + 1, 5))
    command = [sys.executable, "-m", "granian", "--interface=wsgi", "--no-ws", "--http=1"]
    command += [f"--port={port}", f"--workers={workers}", "--blocking-threads=4"]
    path = f"{environment['PYTHONPATH']}{os.pathsep}{wheel}"
    more = {**environment, "PYTHONPATH": path}
    return _server([*command, f"{program}:application"], more, port, folder)


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def answers(port: int, path: str = "/healthz") -> bool:
    """Return whether something on this machine answers there."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path, headers={"Host": HOST})
        return connection.getresponse().status < 500
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _server(
    command: list[object], environment: Mapping[str, str], port: int, folder: Path
) -> Program:
    folder.mkdir(parents=True, exist_ok=True)
    return Program(
        command,
        log=folder / "application.log",
        answers=lambda: answers(port),
        environment=environment,
        folder=ROOT,
    )
