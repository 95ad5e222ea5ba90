"""Programs that run beside a benchmark: started, ended, killed; and what they cost, by /proc."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, Self

PATIENCE = 60
"""Seconds within which a program must answer."""
_TICK = os.sysconf("SC_CLK_TCK")


class Program:
    """A program with all its children; ends with the block that it is started by."""

    def __init__(
        self,
        command: Sequence[object],
        *,
        log: Path,
        answers: Callable[[], bool],
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
        account: Mapping[str, Any] | None = None,
    ) -> None:
        self._command, self._log, self._answers = [str(part) for part in command], log, answers
        self._environment, self._folder = environment, folder
        self._account = account or {}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The process that was started; its workers are children."""
        if self._process is None:
            raise RuntimeError(f"{self._command[0]} does not run")
        return self._process.pid

    def start(self) -> None:
        """Start it and wait until it answers."""
        with self._log.open("ab") as output:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=self._environment,
                cwd=self._folder,
                start_new_session=True,  # Ctrl+C is for the benchmark, which then ends it
                **self._account,
            )
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                told = self._log.read_text(errors="replace")[-3000:]
                sys.exit(f"{' '.join(self._command)} did not start:\n{told}")
            time.sleep(0.05)

    def stop(self, sign: int = signal.SIGTERM) -> None:
        """Ask it to end, and wait for that; kill it when that takes too long."""
        if self._process is None:
            return
        self._process.send_signal(sign)
        try:
            self._process.wait(40)
        except subprocess.TimeoutExpired:
            self.kill()
        self._process = None

    def kill(self) -> None:
        """End it with all its children as a power failure does."""
        if self._process is None:
            return
        for pid in family(self._process.pid):  # the first one first: it would start others anew
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


class Memory(NamedTuple):
    """Megabytes of a process: what it sees, and its share of what it shares with others."""

    rss: float
    pss: float


def family(*roots: int) -> list[int]:
    """Return the processes with all that descend from them."""
    children: dict[int, list[int]] = {}
    for pid, parent in _parents():
        children.setdefault(parent, []).append(pid)
    found = list(roots)
    for pid in found:  # grows as it goes
        found += children.get(pid, [])
    return found


def workers(root: int) -> list[int]:
    """Return the children of a process."""
    return [pid for pid, parent in _parents() if parent == root]


def cpu_seconds(*roots: int) -> float:
    """Return what the processes and all their descendants have used so far, the dead included."""
    return sum(sum(map(int, _stat(pid)[11:15])) for pid in family(*roots) if _stat(pid)) / _TICK


def memory(pid: int) -> Memory:
    """Return what a process takes now."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    sizes = {line.split(":")[0]: line.split()[1] for line in lines[1:]}
    return Memory(int(sizes["Rss"]) / 1024, int(sizes["Pss"]) / 1024)


def _parents() -> Iterator[tuple[int, int]]:
    for entry in os.scandir("/proc"):
        if entry.name.isdecimal() and (stat := _stat(int(entry.name))):
            yield int(entry.name), int(stat[1])


def _stat(pid: int) -> list[str]:
    """Return the fields from the third on; empty for a process that has gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
