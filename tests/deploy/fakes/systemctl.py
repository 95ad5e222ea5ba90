"""Stands in for systemd: starts what the unit files say, with the sockets they say."""

import os
import signal
import socket
import subprocess
import sys
import time
from configparser import RawConfigParser
from pathlib import Path

ROOT, STATE = Path(os.environ["ROOT"]), Path(os.environ["STATE"])
NGINX = ["nginx", "-c", str(ROOT / "etc/nginx/nginx.conf")]
PID = ROOT / "run/nginx.pid"


def main() -> None:
    """Do for each unit what is asked; what has no meaning here is only noted down."""
    words = [word for word in sys.argv[1:] if word != "--quiet"]
    with (STATE / "called").open("a") as log:
        log.write(f"systemctl {' '.join(words)}\n")
    verb, *units = words
    if "--now" in units:
        verb = "start"
    for unit in units:
        if unit == "nginx":
            nginx(verb)
        elif unit.startswith("cong@") and unit.endswith(".service"):
            {"start": start, "stop": stop}.get(verb, lambda name: None)(unit[5:-8])


def nginx(verb: str) -> None:
    """Start it once; reload it."""
    if verb == "reload":
        subprocess.run([*NGINX, "-s", "reload"], check=True)
    elif verb == "start" and not is_running():
        subprocess.run(NGINX, check=True, stdin=subprocess.DEVNULL)
        while not is_running():
            time.sleep(0.01)


def is_running() -> bool:
    """Return whether nginx is there; having it look at its files leaves an empty file."""
    return PID.exists() and bool(PID.read_text())


def unit_file(name: str, instance: str) -> RawConfigParser:
    """Return a template unit, filled in."""
    parser = RawConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string((ROOT / "etc/systemd/system" / name).read_text().replace("%i", instance))
    return parser


def start(instance: str) -> None:
    """Listen, and hand the socket to the program, as socket activation does it."""
    address = unit_file("cong@.socket", instance)["Socket"]["ListenStream"]
    service = unit_file("cong@.service", instance)["Service"]
    listening = socket.socket(socket.AF_UNIX)
    Path(address).unlink(missing_ok=True)
    listening.bind(address)
    listening.listen(128)
    os.chmod(address, 0o666)  # noqa: S103 - nginx may run as anybody here
    pid = os.fork()
    if pid:
        (STATE / f"{instance}.pid").write_text(str(pid))
        return
    os.setsid()
    log = os.open(STATE / f"{instance}.log", os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    os.dup2(listening.fileno(), 3)
    os.set_inheritable(3, True)  # it may have been the third already
    for stream in (1, 2):
        os.dup2(log, stream)
    os.closerange(4, 64)
    os.chdir(service["WorkingDirectory"])
    command = service["ExecStart"].split()
    handed = {**os.environ, "LISTEN_FDS": "1", "LISTEN_PID": str(os.getpid())}
    os.execve(command[0], command, handed)  # noqa: S606


def stop(instance: str) -> None:
    """Ask the program to finish and wait until it has; then close the door."""
    pid_file = STATE / f"{instance}.pid"
    if not pid_file.exists():
        return
    pid = int(pid_file.read_text())
    pid_file.unlink()
    try:
        os.kill(pid, signal.SIGTERM)
        while True:
            os.kill(pid, 0)
            time.sleep(0.02)
    except ProcessLookupError:
        (ROOT / "run/cong" / f"{instance}.sock").unlink(missing_ok=True)


if __name__ == "__main__":
    main()
