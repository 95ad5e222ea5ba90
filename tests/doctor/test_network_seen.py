"""What the doctor sees of the portal's own address, its certificate and other clocks."""

import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import Message
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from portal.core.doctor.checks import addresses, asking, clock
from portal.core.doctor.checks.asking import Reply
from portal.core.doctor.findings import Severity
from tests.doctor.looking import look

GOOD, NOTE, WARNING, BAD = Severity.GOOD, Severity.NOTE, Severity.WARNING, Severity.BAD


@pytest.fixture(autouse=True)
def own_site(settings) -> None:
    settings.SITE_URL, settings.DEBUG = "https://minhgiang.example", False


def answering(monkeypatch: pytest.MonkeyPatch, answer: Any) -> None:
    """Let whatever is asked answer so; an exception is raised."""

    def ask(url: str) -> Reply:
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(addresses, "ask", ask)
    monkeypatch.setattr(clock, "ask", ask)


def reply(status: int = 200, days: float | None = None, **headers: Any) -> Reply:
    message = Message()
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    ends = None if days is None else datetime.now(UTC) + timedelta(days=days)
    return Reply(status, message, ends)


def untrusted(code: int) -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError()
    error.verify_code = code
    return error


SECURE: dict[str, Any] = {"Strict_Transport_Security": "max-age=31536000"}
LOOP = "https://minhgiang.example/robots.txt"


@pytest.mark.parametrize(
    ("answer", "severity", "words"),
    [
        pytest.param(reply(**SECURE), GOOD, "Mở được", id="well"),
        pytest.param(reply(), WARNING, "HSTS", id="somebody takes a header away"),
        pytest.param(reply(502), WARNING, "502", id="broken behind the web server"),
        pytest.param(reply(301, Location=LOOP), BAD, "đang mở", id="the proxy is not believed"),
        pytest.param(OSError("x"), NOTE, "không mở được", id="not reachable from here"),
        pytest.param(untrusted(10), NOTE, "chứng thư", id="no certificate"),
    ],
)
def test_the_own_address_is_looked_at_from_outside(monkeypatch, answer, severity, words):
    answering(monkeypatch, answer)
    finding = look("own-address")
    assert (finding.severity, words in finding.seen) == (severity, True)


@pytest.mark.parametrize(
    ("answer", "severity", "words"),
    [
        pytest.param(reply(days=60), GOOD, "59 ngày", id="fresh"),
        pytest.param(reply(days=15), WARNING, "14 ngày", id="not renewed when it was time"),
        pytest.param(reply(days=2), BAD, "1 ngày", id="about to end"),
        pytest.param(untrusted(10), BAD, "hết hạn", id="ended"),
        pytest.param(untrusted(18), BAD, "tự ký", id="self-signed"),
        pytest.param(untrusted(62), BAD, "tên miền khác", id="of another name"),
        pytest.param(untrusted(99), BAD, "không tin", id="of any other fault"),
        pytest.param(TimeoutError(), NOTE, "Bỏ qua", id="not reachable from here"),
    ],
)
def test_the_certificate_is_told_of_in_time(monkeypatch, answer, severity, words):
    answering(monkeypatch, answer)
    finding = look("certificate")
    assert (finding.severity, words in finding.seen) == (severity, True)


def test_what_has_no_sense_here_is_not_looked_at(settings, monkeypatch):
    answering(monkeypatch, AssertionError("nobody is to be asked"))
    settings.SITE_URL = settings.CLOCK_URL = ""
    assert look("own-address") is None
    assert look("certificate") is None
    assert look("clock-elsewhere") is None


@pytest.fixture
def other_host() -> Iterator[str]:
    """A server whose clock is 40 seconds slow; it counts what it is asked."""

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:1/")
            self.end_headers()

        def date_time_string(self, timestamp: float | None = None) -> str:
            slow = datetime.now(UTC) - timedelta(seconds=40)
            return f"{slow:%a, %d %b %Y %H:%M:%S} GMT"

        def log_message(self, *arguments: Any) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_a_clock_is_compared_with_that_of_a_host_one_trusts(settings, other_host):
    settings.CLOCK_URL = other_host
    finding = look("clock-elsewhere")
    assert finding.severity == BAD
    assert "lệch 4" in finding.seen


def test_no_redirect_is_followed(other_host):
    assert asking.ask(other_host).status == 302


@pytest.mark.django_db
def test_the_clock_is_compared_with_the_database_servers():
    finding = look("clock")
    assert finding is None or finding.severity == GOOD
