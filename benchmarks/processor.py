"""What processes have used of the processor, read from /proc (Linux only)."""

import os
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")


def seconds(pid: int) -> float:
    """Return the seconds of a process, of those that it has started, and of those that ended.

    The scheduler counts what runs in nanoseconds, thread by thread; what has ended is known only
    in ticks, mostly of ten milliseconds.
    """
    return _running(pid) + _ended(pid) + sum(seconds(child) for child in _children(pid))


def _running(pid: int) -> float:
    threads = (PROC / str(pid) / "task").glob("*/schedstat")
    return sum(int(told.read_text().split()[0]) for told in threads) / 1e9


def _ended(pid: int) -> float:
    # The name of a program, in brackets, may hold blanks; children's ticks are fields 16 and 17.
    fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[13]) + int(fields[14])) / TICKS


def _children(pid: int) -> list[int]:
    threads = (PROC / str(pid) / "task").glob("*/children")
    return [int(child) for told in threads for child in told.read_text().split()]
