"""A machine in a folder: the scripts of deploy/ run on it, nginx and gunicorn really start."""

import http.client
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
DEPLOY = REPOSITORY / "deploy"
HERE = Path(__file__).resolve().parent
DOMAIN = "minhgiang.example"
FAKES = (
    *("runuser", "getent", "dpkg-query", "apt-get", "useradd", "chown", "systemd-escape"),
    *("certbot", "python-for-venv"),
)
NGINX_CONF = """
{user}
worker_processes 1;
worker_shutdown_timeout 5s;
pid {root}/run/nginx.pid;
error_log {root}/nginx.log;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types;
    {temporary}
    include {root}/etc/nginx/conf.d/*.conf;
    include {root}/etc/nginx/sites-enabled/*;
}}
"""


@dataclass(frozen=True)
class Answer:
    """What came back over the wire."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def __getitem__(self, name: str) -> str:
        """Return a header; empty where there is none."""
        return ", ".join(value for key, value in self.headers if key.lower() == name.lower())

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


class Machine:
    """A scratch folder in place of /, with addresses of its own on this machine."""

    def __init__(self, root: Path, source: Path) -> None:
        self.root, self.source = root, source
        self.prefix, self.state = root / "srv/cong", root / "state"
        self.data = self.prefix / "shared/data"
        self.http, self.https = free_ports()
        for folder in ("bin", "state", "run", "etc/nginx", "temporary"):
            (root / folder).mkdir(parents=True)
        (self.state / "called").touch()
        self._make_commands()
        (root / "etc/nginx/nginx.conf").write_text(self._nginx_conf())

    def _make_commands(self) -> None:
        for name in FAKES:
            (self.root / "bin" / name).symlink_to(HERE / "fakes/machine.sh")
        systemctl = self.root / "bin/systemctl"
        systemctl.write_text(f'#!/bin/sh\nexec "{sys.executable}" {HERE}/fakes/systemctl.py "$@"\n')
        systemctl.chmod(0o755)

    def _nginx_conf(self) -> str:
        if not shutil.which("nginx", path=self.path):
            raise FileNotFoundError("no nginx: apt-get install nginx-light")
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        temporary = " ".join(f"{kind}_temp_path {self.root}/temporary/{kind};" for kind in kinds)
        user = "user root root;" if os.geteuid() == 0 else ""  # the folder is closed to others
        return NGINX_CONF.format(user=user, root=self.root, temporary=temporary)

    @property
    def path(self) -> str:
        """Where commands are looked for."""
        return f"{self.root}/bin:{os.environ['PATH']}:/usr/sbin:/sbin"

    def environment(self, **variables: str) -> dict[str, str]:
        """Return the variables of a shell on this machine."""
        return {
            **{k: os.environ[k] for k in ("HOME", "LANG", "TMPDIR") if k in os.environ},
            "ROOT": str(self.root),
            "STATE": str(self.state),
            "PATH": self.path,
            "PYTHON": "python-for-venv",
            "REAL_PYTHON": sys.executable,
            "WEB_CONCURRENCY": "1",
            "PATIENCE": "20",
            "BIND": "127.0.0.1",
            "HTTP_PORT": str(self.http),
            "HTTPS_PORT": str(self.https),
            **variables,
        }

    def run(self, script: str, *options: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a script of the source's deploy/ on this machine."""
        return subprocess.run(
            [self.source / "deploy" / script, *options],
            env=self.environment(**variables),
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=300,
        )

    def systemctl(self, *words: str) -> None:
        """Call what stands in for systemd."""
        subprocess.run([self.root / "bin/systemctl", *words], env=self.environment(), check=True)

    def start(self, instance: str) -> None:
        """Start the application, or another node of it, and wait until it answers."""
        self.systemctl("start", f"cong@{instance}.service")
        with socket.socket(socket.AF_UNIX) as asking:
            asking.settimeout(20)
            asking.connect(f"{self.root}/run/cong/{instance}.sock")
            asking.sendall(b"GET /healthz HTTP/1.0\r\n\r\n")
            asking.recv(1)

    def install(self, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run install.sh with the answers of a small portal."""
        return self.run("install.sh", **{"DOMAIN": DOMAIN, "DATABASE": "sqlite", **variables})

    def ask(
        self,
        path: str,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        *,
        body: bytes | None = None,
        source: str = "127.0.0.1",
        https: bool = True,
    ) -> Answer:
        """Ask nginx; `source` is the address that the request comes from."""
        connection = self.connection(source) if https else self.plain_connection(source)
        try:
            connection.request(method, path, body, {"Host": DOMAIN, **(headers or {})})
            answer = connection.getresponse()
            return Answer(answer.status, answer.getheaders(), answer.read())
        finally:
            connection.close()

    def plain_connection(self, source: str = "127.0.0.1") -> http.client.HTTPConnection:
        """Return a connection without encryption."""
        return http.client.HTTPConnection("127.0.0.1", self.http, 20, (source, 0))

    def connection(
        self, source: str = "127.0.0.1", name: str = DOMAIN
    ) -> http.client.HTTPConnection:
        """Return an encrypted connection on which the portal is called `name`."""
        raw = socket.create_connection(("127.0.0.1", self.https), 20, (source, 0))
        connection = http.client.HTTPConnection(name, timeout=20)
        connection.sock = believing().wrap_socket(raw, server_hostname=name)
        return connection

    def called(self) -> str:
        """Return which commands of the machine were called, one a line."""
        return (self.state / "called").read_text()

    def release(self, link: str = "current") -> str:
        """Return the name of the release that a link leads to."""
        return (self.prefix / link).readlink().name

    def kill(self, instance: str) -> None:
        """Kill the application at once, workers and all."""
        os.killpg(int((self.state / f"{instance}.pid").read_text()), signal.SIGKILL)

    def switch_off(self) -> None:
        """End whatever has been started."""
        for pid_file in self.state.glob("*.pid"):
            with suppress(ProcessLookupError):
                os.killpg(int(pid_file.read_text()), signal.SIGKILL)
        nginx = self.root / "run/nginx.pid"
        if nginx.exists() and nginx.read_text():
            os.kill(int(nginx.read_text()), signal.SIGTERM)


def believing() -> ssl.SSLContext:
    """Return a context that takes the certificate of a machine that has just been set up."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_alpn_protocols(["http/1.1"])
    return context


def free_ports() -> tuple[int, int]:
    """Return two ports that nobody listens on now."""
    with socket.socket() as first, socket.socket() as second:
        first.bind(("127.0.0.1", 0))
        second.bind(("127.0.0.1", 0))
        return first.getsockname()[1], second.getsockname()[1]


def make_source(folder: Path, **files: str) -> Path:
    """Return a source to install from: the repository's deploy/ with the miniature portal."""
    shutil.copytree(HERE / "miniature", folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(DEPLOY, folder / "deploy", ignore=shutil.ignore_patterns("__pycache__"))
    for name, text in files.items():
        (folder / name).write_text(text)
    return folder
