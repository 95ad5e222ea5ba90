"""What `faults.py` breaks: how, for how long, and how it is mended."""

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.machines import Machines
from benchmarks.processes import Program, workers

MEDIA_SIZE = "24m"
"""Of the small disk for uploads."""


@dataclass
class Fault:
    """Something that goes wrong under load."""

    name: str
    strike: Callable[[], object]
    mend: Callable[[], object]
    lasts: float
    missing: str = ""
    """Why it cannot be measured here; empty where it can."""


def nothing() -> None:
    """Leave everything as it is."""


def faults(machines: Machines, *, outage: float, short: float) -> list[Fault]:
    """Return all of them, in the order in which they strike."""
    *_, second = machines.nodes
    missing = machines.missing
    return [
        Fault("nothing", nothing, nothing, short),
        Fault("a worker of each node, kill -9", lambda: kill_workers(machines), nothing, short),
        _of_program("one of two nodes, kill -9", second, short),
        _of_program("Valkey, kill -9", machines.valkey, short, missing.get("Valkey", "")),
        _of_program("a replica, kill -9", machines.replica, short, missing.get("replica", "")),
        _of_program(f"the primary, kill -9, for {outage:.0f} s", machines.primary, outage),
        _full_disk(machines.media, short),
        Fault("the moment of a scheduled article", nothing, nothing, max(short, 25)),
    ]


def kill_workers(machines: Machines) -> None:
    """Kill one worker of each node in the middle of whatever it does."""
    for node in machines.nodes:
        os.kill(random.choice(workers(node.pid)), signal.SIGKILL)


def _of_program(name: str, program: Program | None, lasts: float, missing: str = "") -> Fault:
    if program is None:
        return Fault(name, nothing, nothing, lasts, missing or "it does not run here")
    return Fault(name, program.kill, program.start, lasts)


def _full_disk(folder: Path, lasts: float) -> Fault:
    name = "no space for uploads"
    if not folder.is_mount():  # the disk of this machine is not ours to fill
        return Fault(name, nothing, nothing, lasts, "only root can mount a small disk")
    filler = folder / "filler"
    return Fault(name, lambda: fill(filler), filler.unlink, lasts)


def mount_small_disk(folder: Path) -> bool:
    """Give uploads a disk that is quickly full; return whether that could be done."""
    if os.geteuid() != 0:
        return False
    command: list[Any] = [
        "mount",
        "-t",
        "tmpfs",
        "-o",
        f"size={MEDIA_SIZE},mode=755",
        "cong",
        folder,
    ]
    return subprocess.run(command).returncode == 0


def unmount(folder: Path) -> None:
    """Take the small disk away again."""
    for _ in range(10):
        if subprocess.run(["umount", folder], stderr=subprocess.DEVNULL).returncode == 0:
            return
        time.sleep(0.5)
    subprocess.run(["umount", "-l", folder])


def fill(filler: Path) -> None:
    """Write until there is no space."""
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(b"\0" * 65536):
                pass
        except OSError:
            return
