"""Through a proxy, too, nothing is asked for but what anybody could ask for."""

import socket

import pytest

from portal.core.fetching import NETWORK
from portal.core.linkcheck.asking import Offline, ask
from portal.core.linkcheck.verdicts import Reason
from portal.core.proxied import ProxiedNetwork, way_out
from tests.linkcheck.sites import PRIVATE, PUBLIC, Site

NAMES = {"noi-bo.example": [PRIVATE], "nua.example": [PUBLIC, PRIVATE]}


class Office(ProxiedNetwork):
    """The way out of an office, in which names lead where the test says."""

    def addresses(self, host: str, port: int) -> list[str]:
        """Return what the test says, or what the system reads in a number."""
        if host.endswith((".example", ".vn")):
            return NAMES.get(host, [PUBLIC])
        return super().addresses(host, port)


@pytest.fixture
def office(network, port) -> Office:
    return Office("127.0.0.1", port)


def test_the_proxy_is_asked_for_the_whole_address(office):
    assert ask("http://đà-nẵng.vn/tin?so=1", network=office).reason is Reason.NONE
    assert Site.asked == [("HEAD", "http://xn---nng-zna70au54p.vn/tin?so=1")]


@pytest.mark.parametrize(
    ("status", "expected"),
    [(200, Reason.NONE), (403, Reason.CLOSED), (502, Reason.CONNECTION), (407, None)],
)
def test_for_https_a_line_leads_through_it(office, monkeypatch, status, expected):
    wrapped = []

    def wrap(self, line: socket.socket, **options: object) -> socket.socket:
        wrapped.append(options["server_hostname"])
        return line

    monkeypatch.setattr("ssl.SSLContext.wrap_socket", wrap)
    Site.robots["trang.example:443"] = (status, "")
    if expected is None:
        with pytest.raises(Offline):
            ask("https://trang.example/tin", network=office)
    else:
        assert ask("https://trang.example/tin", network=office).reason is expected
    assert Site.asked[0] == ("CONNECT", "trang.example:443")
    assert wrapped == (["trang.example"] if status == 200 else [])


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://noi-bo.example/",
        "https://nua.example/",
        "http://trang.example:8080/",
        "http://[::ffff:10.0.0.1]/",
    ],
)
def test_what_is_inside_is_judged_before_the_proxy_hears_of_it(office, url: str):
    assert ask(url, network=office).reason is not Reason.NONE
    assert Site.asked == []


def test_a_redirect_inside_is_not_followed(office, monkeypatch):
    monkeypatch.setattr(Site, "_answer", lambda self: self._say(302, Location="http://10.0.0.1/"))
    assert ask("http://trang.example/", network=office).reason is Reason.LED_INSIDE


def test_a_proxy_that_is_down_makes_no_link_broken(network):
    with socket.create_server(("127.0.0.1", 0)) as gone:
        number = gone.getsockname()[1]
    with pytest.raises(Offline):
        ask("http://trang.example/", network=Office("127.0.0.1", number))


def test_there_is_one_only_where_it_is_set():
    assert way_out("") is NETWORK
    way = way_out("http://10.1.1.1:3128")
    assert isinstance(way, ProxiedNetwork)
    assert (way.host, way.port) == ("10.1.1.1", 3128)
