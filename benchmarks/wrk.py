"""Runs wrk, the load generator, and reads what it says."""

import re
import shutil
import subprocess
import sys
from typing import NamedTuple

from benchmarks.application import HOST


class Load(NamedTuple):
    """What came of one run."""

    requests: int
    per_second: float
    errors: int
    """Answers that are no success, and connections that broke."""


def load(url: str, *, connections: int, seconds: float) -> Load:
    """Ask for `url` on so many connections at once, again and again.

    Like browsers it can read compressed answers. With 64 connections it has two threads: one
    could not ask as often as nginx can answer.
    """
    command = ["wrk", f"-t{min(connections, 2)}", f"-c{connections}", f"-d{seconds}s"]
    command += ["-H", f"Host: {HOST}", "-H", "Accept-Encoding: gzip", "--timeout", "10s", url]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    broken = re.search(
        r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", told
    )
    return Load(
        requests=int(_number(r"(\d+) requests in", told)),
        per_second=_number(r"Requests/sec:\s+([\d.]+)", told),
        errors=int(_number(r"Non-2xx or 3xx responses: (\d+)", told))
        + sum(map(int, broken.groups() if broken else ())),
    )


def require() -> None:
    """Stop where there is no wrk, and say where it comes from."""
    if not shutil.which("wrk"):
        sys.exit("There is no wrk: apt-get install wrk (or brew install wrk).")


def _number(pattern: str, told: str) -> float:
    found = re.search(pattern, told)
    return float(found[1]) if found else 0.0
