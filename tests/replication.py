"""A PostgreSQL with a streaming replica, both thrown away afterwards."""

import os
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg2

from tests.dbserver import find_binaries, is_ready, server_account, start_postgres

# A commit is sent to the replica at once, not when the log happens to be written.
_PRIMARY = "wal_level = replica\nmax_wal_senders = 4\nsynchronous_commit = on\n"


class Pair:
    """A primary and its replica, each with its socket in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.primary, self.standby = folder / "primary", folder / "standby"
        self._account = server_account()
        self._servers = {self.primary: start_postgres(self.primary, _PRIMARY)}
        self._binaries = find_binaries(self.primary, self._account)

    def load(self, source: dict[str, Any]) -> None:
        """Copy a database, given as Django has it, into the primary."""
        password = {"PGPASSWORD": source["PASSWORD"]} if source["PASSWORD"] else {}
        options = ["-h", source["HOST"], "-U", source["USER"] or "postgres"]
        options += ["-p", str(source["PORT"])] if source["PORT"] else []
        command = ["pg_dump", "--no-owner", "--no-privileges", *options, source["NAME"]]
        dump = self._run(*command, env=password)
        self._run("psql", "-q", "-h", self.primary, "-U", "postgres", stdin=dump)

    def add_standby(self) -> None:
        """Make the replica and start it."""
        self.standby.mkdir(mode=0o700)
        if self._account:
            os.chown(self.standby, self._account["user"], self._account["group"])
        command: list[Any] = ["pg_basebackup", "-h", self.primary, "-U", "postgres", "-R", "-D"]
        self._run(*command, self.standby / "data", "--checkpoint=fast", "--no-sync")
        self.start_standby()

    def start_standby(self) -> None:
        """Start the replica, after it was killed, too."""
        data = self.standby / "data"
        (data / "postmaster.pid").unlink(missing_ok=True)
        command: list[Any] = [self._binaries / "postgres", "-D", data]
        command += ["-c", f"unix_socket_directories={self.standby}"]
        with (self.standby / "log").open("a") as log:
            server = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                text=True,
                cwd=self.standby,
                env={"PATH": os.defpath, "LC_ALL": "C"},
                start_new_session=True,
                **self._account,
            )
        self._servers[self.standby] = server
        _wait(lambda: is_ready(data) and self._replayed() is not None)

    def kill_standby(self) -> None:
        """End the replica with all its processes, as a power failure does."""
        # Each of them has a group of its own, and would answer what it was asked last.
        told = self._ask(self.standby, "SELECT string_agg(pid::text, ' ') FROM pg_stat_activity")
        server = self._servers.pop(self.standby)
        for pid in (server.pid, *map(int, told.split())):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        server.wait()

    def pause(self) -> None:
        """Have the replica receive changes and show none."""
        self._ask(self.standby, "SELECT pg_wal_replay_pause()")
        _wait(lambda: self._ask(self.standby, "SELECT pg_get_wal_replay_pause_state()") == "paused")

    def resume(self) -> None:
        """Have the replica show again what it has received."""
        self._ask(self.standby, "SELECT pg_wal_replay_resume()")

    def wait_for_standby(self) -> None:
        """Wait until the replica shows all that is committed."""
        wanted = int(self._ask(self.primary, "SELECT pg_current_wal_flush_lsn() - '0/0'::pg_lsn"))
        _wait(lambda: (self._replayed() or 0) >= wanted)

    def stop(self) -> None:
        """End both and remove what they have written."""
        for server in self._servers.values():
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()
        for folder in (self.primary, self.standby):
            shutil.rmtree(folder, ignore_errors=True)

    def _replayed(self) -> int | None:
        try:
            return int(self._ask(self.standby, "SELECT pg_last_wal_replay_lsn() - '0/0'::pg_lsn"))
        except psycopg2.OperationalError:
            return None

    def _ask(self, server: Path, question: str) -> Any:
        connection = psycopg2.connect(host=str(server), user="postgres", dbname="postgres")
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute(question)
                return cursor.fetchone()[0]
        finally:
            connection.close()

    def _run(self, program: str, *options: Any, stdin: bytes = b"", env: Any = None) -> bytes:
        done = subprocess.run(
            [self._binaries / program, *options],
            input=stdin,
            capture_output=True,
            cwd=self.primary,
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", **(env or {})},
            **self._account,
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout


def _wait(is_so: Any) -> None:
    deadline = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < deadline, "the replica does not come along"
        time.sleep(0.01)
