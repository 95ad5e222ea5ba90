"""A PostgreSQL of one's own in a folder, started and stopped with the benchmark."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg2

from tests.dbserver import find_binaries, initdb_options, server_account

# As on a small machine of one's own: a quarter of 4 GB for PostgreSQL, everything durable.
SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{directory}'
shared_buffers = 1GB
effective_cache_size = 2GB
max_wal_size = 4GB
random_page_cost = 1.1
"""


@contextmanager
def postgres(directory: Path, **more: object) -> Iterator[str]:
    """Run the cluster in `directory`, made when it is not there; give the address without name.

    `more` are settings that one program needs beyond those of all.
    """
    account = server_account()
    new = not directory.exists()
    if new:
        directory.mkdir(mode=0o700, parents=True)
    if account:
        directory.parent.chmod(0o711)
        os.chown(directory, account["user"], account["group"])
    binaries = find_binaries(directory, account)
    data, log = directory / "data", directory / "log"

    def start(program: str, *options: str) -> "subprocess.Popen[bytes]":
        with log.open("ab") as output:
            return subprocess.Popen(
                [binaries / program, "-D", data, *options],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=directory,
                env={"PATH": os.defpath, "LC_ALL": "C"},
                start_new_session=True,  # Ctrl+C is for the benchmark, which then stops it
                **account,
            )

    if new:
        if start("initdb", *initdb_options()).wait():
            sys.exit(log.read_text())
        with (data / "postgresql.conf").open("a") as settings:
            settings.write(SETTINGS.format(directory=directory))
    options = (f"-c{name}={value}" for name, value in more.items())
    server = start("postgres", *options)
    try:
        while not _answers(directory):
            if server.poll() is not None:
                sys.exit(log.read_text())
            time.sleep(0.1)
        yield f"postgres://postgres@/{quote(str(directory))}"
    finally:
        server.terminate()
        server.wait(60)


def _answers(directory: Path) -> bool:
    try:
        psycopg2.connect(host=str(directory), user="postgres", dbname="postgres").close()
    except psycopg2.OperationalError:
        return False
    return True
