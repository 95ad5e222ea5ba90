"""Other sites, played by a server on this machine; what guards the way to them is the real one."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from portal.core.fetching import Network

PUBLIC = "93.184.216.34"
PRIVATE = "10.0.0.5"


class Site(BaseHTTPRequestHandler):
    """Answers by the path: /404, /to/301/<address>, /wait/<what Retry-After says>…"""

    asked: list[tuple[str, str]] = []
    agents: set[str] = set()
    robots: dict[str, tuple[int, str]] = {}
    """What each site answers to who asks for its rules; the others have none."""
    rules_asked: list[str] = []

    def do_HEAD(self) -> None:
        """Answer the head alone."""
        self._answer()

    def do_GET(self) -> None:
        """Answer with a page that nobody should read, or with the rules of the site."""
        if self.path == "/robots.txt":
            self._tell_rules()
        else:
            self._answer()

    def do_CONNECT(self) -> None:
        """Play a proxy: whatever comes next on this line is for the site."""
        self.asked.append((self.command, self.path))
        status = self.robots.get(self.path, (200, ""))[0]
        self._say(status)
        self.close_connection = status != 200

    def _tell_rules(self) -> None:
        host = self.headers["Host"]
        self.rules_asked.append(host)
        status, text = self.robots.get(host, (404, ""))
        if not status:
            return  # hangs up
        self._say(status, **({"Location": text} if 300 <= status < 400 else {}))
        self.wfile.write(text.encode())

    def _answer(self) -> None:
        self.asked.append((self.command, self.path))
        self.agents.add(self.headers["User-Agent"])
        first, _, rest = self.path.removeprefix("/").partition("/")
        if first == "get-only" and self.command == "HEAD":
            self._say(405)
        elif first == "hangs-up-on-head" and self.command == "HEAD":
            self.close_connection = True
        elif first == "to":
            status, _, place = rest.partition("/")
            self._say(int(status), Location=place or self.path)
        elif first == "wait":
            self._say(503, **{"Retry-After": rest.replace("_", " ")})
        else:
            self._say(int(first) if first.isdigit() else 200)

    def _say(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


class FakeNetwork(Network):
    """Names lead where the test says; numbers are read by the system, as they always are."""

    def __init__(self, port: int, names: dict[str, list[str]] | None = None) -> None:
        self.port = port
        self.names = names or {}
        self.failing: dict[str, Exception] = {}
        self.looked_up: list[str] = []
        self.connected: list[str] = []

    def addresses(self, host: str, port: int) -> list[str]:
        """Return what the test says, or what the system reads in a number."""
        self.looked_up.append(host)
        if host in self.failing:
            raise self.failing[host]
        if not host.endswith((".example", ".vn")):
            return super().addresses(host, port)
        return self.names.get(host, [PUBLIC])

    def line(self, address: str, port: int, seconds: float) -> socket.socket:
        """Lead to the server of the test, whatever the address."""
        self.connected.append(address)
        return socket.create_connection(("127.0.0.1", self.port), timeout=seconds)


@contextmanager
def running_site() -> Iterator[int]:
    """Run the server; give its port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=partial(server.serve_forever, 0.01), daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()
