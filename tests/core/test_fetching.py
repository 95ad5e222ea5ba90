"""Files of other sites are fetched from public addresses only, and never too much of them."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from portal.core import fetching
from portal.core.fetching import FetchError, fetch

PUBLIC = "93.184.216.34"
DRIPS = 60


class Site(BaseHTTPRequestHandler):
    """A site with a picture, redirects, and pages that misbehave."""

    asked: list[str] = []
    dripped: list[str] = []

    def do_GET(self) -> None:
        """Answer by the path."""
        self.asked.append(self.path)
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/") or self.path)
            self.end_headers()
            return
        if self.path == "/nho-giot":
            self.drip()
            return
        self.send_response(404 if self.path == "/khong-co" else 200)
        self.end_headers()
        self.wfile.write(b"x" * (5_000 if self.path == "/lon" else 10))

    def drip(self) -> None:
        """Send a letter now and then, each before anyone's patience for one answer is over."""
        self.send_response(200)
        self.end_headers()
        with suppress(OSError):
            for _ in range(DRIPS):
                self.wfile.write(b"x")
                self.dripped.append("x")
                time.sleep(0.05)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def site(monkeypatch) -> Iterator[type[Site]]:
    """A server on this machine that passes for one on a public address."""
    server = HTTPServer(("127.0.0.1", 0), Site)
    serve = partial(server.serve_forever, poll_interval=0.01)
    threading.Thread(target=serve, daemon=True).start()
    Site.asked, Site.dripped = [], []

    def resolve(host: str, port: int, *more: Any, **options: Any) -> list[Any]:
        address = {"rieng.example": "10.0.0.5", "hai.example": "10.0.0.5"}.get(host, PUBLIC)
        found = [(2, 1, 6, "", (address, port))]
        return [(2, 1, 6, "", (PUBLIC, port)), *found] if host == "hai.example" else found

    def reach(address: tuple[str, int], timeout: float) -> socket.socket:
        assert address[0] == PUBLIC, "connected to an address that was not looked at"
        line = socket.socket()
        line.settimeout(timeout)
        line.connect(("127.0.0.1", server.server_port))
        return line

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", reach)
    yield Site
    server.shutdown()
    server.server_close()


def test_a_file_is_fetched(site):
    assert fetch("http://anh.example/a.jpg?x=1", max_bytes=100) == b"x" * 10
    assert site.asked == ["/a.jpg?x=1"]


def test_an_address_may_have_spaces_and_vietnamese_letters(site):
    fetch("http://anh.example/Ảnh cầu.jpg", max_bytes=100)
    assert site.asked == ["/%E1%BA%A2nh%20c%E1%BA%A7u.jpg"]


def test_a_redirect_is_followed(site):
    assert fetch("http://anh.example/to//b.jpg", max_bytes=100)
    assert site.asked == ["/to//b.jpg", "/b.jpg"]


@pytest.mark.parametrize(
    "url",
    [
        "http://anh.example/to/http://rieng.example/",
        "http://anh.example/to/http://hai.example/",
        "http://anh.example/to/file:///etc/passwd",
        "http://anh.example/to/ftp://anh.example/a",
        "http://anh.example/to/http://anh.example:22/",
    ],
)
def test_a_redirect_to_elsewhere_is_not(site, url: str):
    with pytest.raises(FetchError):
        fetch(url, max_bytes=100)
    assert len(site.asked) == 1


def test_nobody_is_led_in_circles(site):
    with pytest.raises(FetchError, match="chuyển hướng"):
        fetch("http://anh.example/to/", max_bytes=100)
    assert len(site.asked) == fetching.REDIRECTS + 1


@pytest.mark.parametrize(
    ("path", "message"), [("/khong-co", "mã 404"), ("/lon", "quá mức")], ids=str
)
def test_what_is_not_there_or_too_large_is_said(site, path: str, message: str):
    with pytest.raises(FetchError, match=message):
        fetch(f"http://anh.example{path}", max_bytes=100)


def test_a_site_that_lets_its_answer_drip_is_left(site):
    with pytest.raises(FetchError):
        fetch("http://anh.example/nho-giot", max_bytes=100, seconds=0.3)
    assert 0 < len(site.dripped) < DRIPS  # nobody waited for the last


def test_a_site_that_is_too_slow_is_left(site):
    with pytest.raises(FetchError, match="quá chậm"):
        fetch("http://anh.example/a.jpg", max_bytes=100, seconds=0)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "khong-phai-dia-chi",
        "file:///etc/passwd",
        "ftp://anh.example/a.jpg",
        "gopher://anh.example/",
        "http://",
        "http://[",
        "http://anh.example:99999/",
        "http://anh.example:6379/",
        "http://ten:mat-khau@anh.example/",
        "//anh.example/a.jpg",
    ],
)
def test_only_plain_web_addresses_are_asked(site, url: str):
    with pytest.raises(FetchError):
        fetch(url, max_bytes=100)
    assert site.asked == []


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.1.2.3", "0.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "224.0.0.1", "255.255.255.255", "198.18.0.1"),
        *("::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1"),
        *(
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "2002:7f00:1::",
            "64:ff9b:1::1",
            "64:ff9b::7f00:1",
        ),
    ],
)
def test_no_address_of_this_machine_or_a_private_network_is_public(address: str):
    assert not fetching.is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, "1.1.1.1", "2606:4700::1111"])
def test_others_are(address: str):
    assert fetching.is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1"])
def test_this_machine_is_not_asked_by_any_of_its_names(host: str):
    with pytest.raises(FetchError):
        fetch(f"http://{host}/", max_bytes=100)
