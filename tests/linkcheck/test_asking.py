"""Other sites are asked from here only where anybody could ask them, and as little as possible."""

import socket
import ssl
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from portal.core.linkcheck.asking import REDIRECTS, ask
from portal.core.linkcheck.verdicts import Reason
from tests.linkcheck.sites import PRIVATE, PUBLIC, Site

NOW = datetime(2026, 5, 20, 18, 0, tzinfo=UTC)


def reason(url: str, network) -> Reason:
    return ask(url, network=network).reason


def test_a_page_that_is_there_is_asked_for_by_its_head_alone(network, settings):
    settings.SITE_URL = "https://minhgiang.example"
    answer = ask("http://trang.example/tin?so=1#cuoi", network=network)
    assert (answer.reason, answer.status, answer.moved_to) == (Reason.NONE, 200, "")
    assert Site.asked == [("HEAD", "/tin?so=1")]
    assert all("+https://minhgiang.example" in agent for agent in Site.agents)


@pytest.mark.parametrize("path", ["get-only", "hangs-up-on-head"])
def test_a_server_that_knows_no_head_is_asked_for_the_page(network, path: str):
    assert reason(f"http://trang.example/{path}", network) is Reason.NONE
    assert [method for method, _ in Site.asked] == ["HEAD", "GET"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("404", Reason.NOT_FOUND),
        ("410", Reason.GONE),
        ("500", Reason.SERVER),
        ("503", Reason.SERVER),
        ("401", Reason.CLOSED),
        ("403", Reason.CLOSED),
        ("429", Reason.WAIT),
        ("to/301/", Reason.CIRCLES),
    ],
)
def test_what_a_server_answers_is_told_apart(network, path: str, expected: Reason):
    assert reason(f"http://trang.example/{path}", network) is expected
    assert len(Site.asked) <= 2 * (REDIRECTS + 1)


@pytest.mark.parametrize(
    ("wait", "days"),
    [
        ("172800", 2),
        ("Fri,_22_May_2026_18:00:00_GMT", 2),
        ("som", 1),
        ("99999999999", 14),
        ("-5", 1 / 24),
    ],
)
def test_a_site_that_asks_for_patience_gets_it(network, wait: str, days: float):
    with time_machine.travel(NOW, tick=False):
        answer = ask(f"http://trang.example/wait/{wait}", network=network)
    assert answer.reason is Reason.WAIT
    assert answer.wait_until == NOW + timedelta(days=days)
    assert len(Site.asked) == 1  # not asked once more in the same breath


@pytest.mark.parametrize(
    ("path", "moved_to"),
    [
        ("to/301//moi", "http://trang.example/moi"),
        ("to/308/https://khac.example/404", ""),
        ("to/302//moi", ""),
        ("to/301//to/302//moi", ""),
        ("to/301//", ""),  # of a rebuilt site all pages lead to the first one
    ],
)
def test_only_what_was_moved_for_good_is_suggested(network, path: str, moved_to: str):
    network.failing["khac.example"] = socket.gaierror("no such name")
    assert ask(f"http://trang.example/{path}", network=network).moved_to == moved_to


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://127.0.0.1/", Reason.INSIDE),
        ("http://127.1/", Reason.INSIDE),
        ("http://2130706433/", Reason.INSIDE),
        ("http://0x7f000001/", Reason.INSIDE),
        ("http://0177.0.0.1/", Reason.INSIDE),
        ("http://0/", Reason.INSIDE),
        ("http://[::1]/", Reason.INSIDE),
        ("http://[::]/", Reason.INSIDE),
        ("http://[::ffff:127.0.0.1]/", Reason.INSIDE),
        ("http://[64:ff9b::7f00:1]/", Reason.INSIDE),
        ("http://[fe80::1]/", Reason.INSIDE),
        ("http://10.0.0.1/", Reason.INSIDE),
        ("http://100.64.0.1/", Reason.INSIDE),
        ("http://169.254.169.254/latest/meta-data/", Reason.INSIDE),
        ("http://224.0.0.1/", Reason.INSIDE),
        ("http://localhost/", Reason.LOOKS_INSIDE),
        ("http://noi-bo.example/", Reason.LOOKS_INSIDE),
        ("http://nua-noi-bo.example/", Reason.LOOKS_INSIDE),
        ("http://to.example/to/302/http://127.0.0.1/", Reason.LED_INSIDE),
        ("http://to.example/to/302/http://noi-bo.example/", Reason.LED_INSIDE),
        ("http://to.example/to/301/file:///etc/passwd", Reason.LED_INSIDE),
        ("http://to.example/to/301/http://to.example:22/", Reason.LED_INSIDE),
        ("http://ten:mat-khau@trang.example/", Reason.USER),
        ("http://trang.example@127.0.0.1/", Reason.USER),
        ("http://trang.example:8080/", Reason.PORT),
        ("ftp://trang.example/", Reason.MALFORMED),
        ("http://", Reason.MALFORMED),
        ("http://[", Reason.MALFORMED),
    ],
)
def test_no_machine_inside_is_ever_asked(network, url: str, expected: Reason):
    network.names = {"noi-bo.example": [PRIVATE], "nua-noi-bo.example": [PUBLIC, PRIVATE]}
    assert reason(url, network) is expected
    assert set(network.connected) <= {PUBLIC}
    assert len(Site.asked) == (1 if "//to." in url else 0)


def test_a_name_that_changes_its_mind_gains_nothing(network, monkeypatch):
    answers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    monkeypatch.setattr(network, "addresses", lambda host, port: next(answers))
    assert reason("http://hai-mat.example/404", network) is Reason.LOOKS_INSIDE
    # The first question went to what was looked at; the second was looked at anew, and not sent.
    assert network.connected == [PUBLIC]
    assert Site.asked == [("HEAD", "/404")]


def test_no_proxy_of_the_environment_is_asked(network, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://proxy.example:3128")
    assert reason("http://trang.example/", network) is Reason.NONE
    assert network.looked_up == ["trang.example"]


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (socket.gaierror("no such name"), Reason.NAME),
        (ConnectionRefusedError(), Reason.CONNECTION),
        (TimeoutError(), Reason.SLOW),
        (ssl.SSLError("no protocol in common"), Reason.CERTIFICATE),
        (10, Reason.CERTIFICATE_OLD),
        (18, Reason.CERTIFICATE_OWN),
        (62, Reason.CERTIFICATE_NAME),
        (20, Reason.CERTIFICATE),  # a chain that the server forgot: browsers manage
    ],
    ids=str,
)
def test_what_keeps_a_site_from_answering_is_told_apart(network, monkeypatch, error, expected):
    if isinstance(error, socket.gaierror):
        network.failing["trang.example"] = error
    elif isinstance(error, int):
        number, error = error, ssl.SSLCertVerificationError("certificate")
        error.verify_code = number

    def fail(*args: object) -> None:
        raise error

    monkeypatch.setattr(network, "line", fail)
    assert reason("https://trang.example/", network) is expected


def test_a_machine_without_ipv6_still_gets_there(network, monkeypatch):
    network.names["trang.example"] = ["2606:2800:220:1::1", PUBLIC]
    line = network.line

    def without_ipv6(address: str, port: int, seconds: float) -> socket.socket:
        if ":" in address:
            raise OSError("Network is unreachable")
        return line(address, port, seconds)

    monkeypatch.setattr(network, "line", without_ipv6)
    assert reason("http://trang.example/", network) is Reason.NONE
