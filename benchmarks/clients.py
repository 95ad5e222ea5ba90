"""Readers and editors: clients that keep their connection, and say how long they waited."""

import gzip
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException, HTTPResponse, RemoteDisconnected
from itertools import count
from threading import Lock
from typing import NamedTuple
from urllib.parse import urlencode

from benchmarks.application import HOST

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
FAILED = 0
"""Stands for a status where no answer came."""


class Answer(NamedTuple):
    """What came back, and after how long."""

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float

    @property
    def text(self) -> str:
        """The body as text."""
        zipped = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if zipped else self.body).decode()

    @property
    def is_failure(self) -> bool:
        """Whether the reader did not get what was asked for, through no fault of the reader."""
        return self.status == FAILED or self.status >= 500


class Client:
    """One browser: a kept connection, cookies where it has been given any.

    `number` gives it an address of its own (all of 127.0.0.0/8 is this machine), because what one
    address may ask is limited; number 0 is the machine that watches over the portal.
    """

    def __init__(
        self, port: int, number: int = 0, *, agent: str = BROWSER, timeout: float = 30
    ) -> None:
        source = (f"127.0.{number // 250}.{number % 250 + 1}", 0)
        self._connection = HTTPConnection("127.0.0.1", port, timeout, source_address=source)
        self._agent = agent
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path, b"", {})

    def post(self, path: str, fields: list[tuple[str, str]]) -> Answer:
        """Send a form."""
        kind = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://{HOST}",
            "Referer": f"http://{HOST}{path}",
        }
        return self._ask("POST", path, urlencode(fields).encode(), kind)

    def send_file(
        self, path: str, fields: list[tuple[str, str]], name: str, content: bytes
    ) -> Answer:
        """Send a form with a picture."""
        mark = "----cong-benchmark-7MA4YWxkTrZu0gW"
        head = 'Content-Disposition: form-data; name="{}"'
        parts = [f"--{mark}\r\n{head.format(key)}\r\n\r\n{value}" for key, value in fields]
        kind = f'{head.format(name)}; filename="anh.jpg"\r\nContent-Type: image/jpeg'
        before = "\r\n".join([*parts, f"--{mark}\r\n{kind}\r\n\r\n"]).encode()
        body = before + content + f"\r\n--{mark}--\r\n".encode()
        more = {"Content-Type": f"multipart/form-data; boundary={mark}"}
        return self._ask("POST", path, body, more | {"Origin": f"http://{HOST}"})

    def close(self) -> None:
        """Leave."""
        self._connection.close()

    def _ask(self, method: str, path: str, body: bytes, more: dict[str, str]) -> Answer:
        headers = {"Host": HOST, "User-Agent": self._agent, "Accept-Encoding": "gzip", **more}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        begin = time.perf_counter()
        try:
            answer = self._once_more_if_closed(method, path, body, headers)
            content = answer.read()
        except (OSError, HTTPException) as error:
            self.close()
            told = {"error": repr(error)}
            return Answer(FAILED, told, b"", time.perf_counter() - begin)
        seconds = time.perf_counter() - begin
        found = {name.lower(): value for name, value in answer.getheaders()}
        for given in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = given.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(answer.status, found, content, seconds)

    def _once_more_if_closed(
        self, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> HTTPResponse:
        """Ask anew where the server has closed a kept connection meanwhile, as browsers do."""
        was_kept = self._connection.sock is not None
        try:
            self._connection.request(method, path, body or None, headers)
            return self._connection.getresponse()
        except (RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            if not was_kept or method != "GET":
                raise
            self.close()
            self._connection.request(method, path, body or None, headers)
            return self._connection.getresponse()


def ask_often(port: int, path: str, *, connections: int, requests: int) -> tuple[float, int]:
    """Ask exactly so many times; return seconds until all were answered, and failures."""

    def some(number: int) -> int:
        client = Client(port)
        failed = sum(client.get(path).status != 200 for _ in range(number))
        client.close()
        return failed

    shares = [requests // connections + (n < requests % connections) for n in range(connections)]
    begin = time.perf_counter()
    with ThreadPoolExecutor(connections) as pool:
        failures = sum(pool.map(some, shares))
    return time.perf_counter() - begin, failures


def at_rate(
    rate: float, seconds: float, threads: int, ask: Callable[[int], None]
) -> Iterator[float]:
    """Call `ask(number of the thread)` so many times a second, whatever the answers take.

    Gives, ten times a second, how many seconds have passed.
    """
    lock, turns, begin = Lock(), count(), time.monotonic()

    def one(thread: int) -> None:
        while True:
            with lock:
                due = next(turns) / rate
            if due >= seconds:
                return
            time.sleep(max(0.0, begin + due - time.monotonic()))
            ask(thread)

    with ThreadPoolExecutor(threads) as pool:
        working = [pool.submit(one, thread) for thread in range(threads)]
        while not all(each.done() for each in working):
            time.sleep(0.1)
            yield time.monotonic() - begin
        for each in working:
            each.result()
