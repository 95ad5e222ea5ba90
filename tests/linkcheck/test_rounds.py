"""One night's round is bounded, slow and polite; the clock and the waiting are the test's."""

import socket
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine

from portal.core.linkcheck.asking import Offline
from portal.core.linkcheck.models import Address, digest_of
from portal.core.linkcheck.rounds import Limits, Round, due
from portal.core.linkcheck.verdicts import Place, Reason, Verdict
from tests.linkcheck.sites import FakeNetwork, Site

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

NOW = datetime(2026, 5, 20, 18, 0, tzinfo=UTC)


class Clock:
    """Stands still but for what is waited; asking takes a second each."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waits: list[float] = []

    def __call__(self) -> float:
        return self.now

    def pause(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def add(*urls: str, **fields) -> list[Address]:
    return Address.objects.bulk_create(
        Address(
            url=url,
            digest=digest_of(url),
            place=Place.WEB,
            host=urlsplit(url).hostname or "",
            due_at=fields.get("due_at", NOW),
            failed_days=fields.get("failed_days", 0),
        )
        for url in urls
    )


def walk(network: FakeNetwork, clock: Clock | None = None, **limits: float) -> int:
    clock = clock or Clock()
    bounds = Limits(**{"pause": 2.0, **limits})  # type: ignore[arg-type]
    return Round(bounds, network, clock, clock.pause).run(due(bounds))


def sites(network: FakeNetwork) -> list[str]:
    """Return which were asked, in their order; each is asked for its rules, too."""
    return list(dict.fromkeys(network.looked_up))


def verdicts() -> dict[str, str]:
    return dict(Address.objects.values_list("url", "verdict"))


def test_sites_take_turns_and_none_is_asked_twice_without_a_pause(network):
    add(*(f"http://mot.example/{number}00" for number in (2, 3, 4)), "http://hai.example/")
    clock = Clock()
    assert walk(network, clock) == 4
    # A head refused with 400 is asked once more for the page; 300 leads nowhere else.
    assert sites(network)[:2] == ["mot.example", "hai.example"]
    assert clock.waits == [2.0, 2.0]


def test_what_waited_longest_is_first_and_the_rest_is_for_the_next_night(network):
    add("http://moi.example/", due_at=NOW - timedelta(days=1))
    add("http://cu.example/", due_at=NOW - timedelta(days=9))
    add("http://sau.example/", due_at=NOW + timedelta(days=1))
    assert walk(network, addresses=1) == 1
    assert sites(network) == ["cu.example"]
    assert walk(network) == 1
    assert sites(network) == ["cu.example", "moi.example"]


def test_a_round_ends_when_its_time_is_over(network):
    add(*(f"http://mot.example/?{number}" for number in range(9)))
    assert walk(network, seconds=5) == 3


def test_a_site_with_very_many_addresses_does_not_fill_the_night(network):
    add(*(f"http://mot.example/?{number}" for number in range(9)), "http://hai.example/")
    assert walk(network, of_one_host=2, addresses=5) == 3


def test_a_site_that_asks_for_patience_is_left_alone_with_all_its_addresses(network):
    add("http://mot.example/wait/7200", "http://mot.example/a", "http://mot.example/b")
    assert walk(network) == 3
    assert len(Site.asked) == 1
    assert set(Address.objects.values_list("verdict", "due_at")) == {
        (Verdict.NEW, NOW + timedelta(hours=2))
    }


def test_a_name_that_is_gone_is_looked_up_once_for_all_its_addresses(network):
    add("http://con.example/", *(f"http://mat.example/{number}" for number in range(5)))
    network.failing["mat.example"] = socket.gaierror("no such name")
    assert walk(network) == 6
    assert network.looked_up.count("mat.example") == 1
    failing = Address.objects.filter(verdict=Verdict.FAILING, reason=Reason.NAME)
    assert failing.count() == 5


def test_a_site_that_lets_one_wait_twice_is_left_until_the_next_night(network):
    add("http://con.example/", *(f"http://cham.example/{number}" for number in range(5)))
    network.failing["cham.example"] = TimeoutError()
    line = network.line

    def slow(address: str, port: int, seconds: float) -> socket.socket:
        if network.looked_up[-1] == "cham.example":
            raise TimeoutError
        return line(address, port, seconds)

    network.failing.clear()
    network.line = slow
    assert walk(network) == 3
    assert Address.objects.filter(verdict=Verdict.NEW).count() == 3


@pytest.mark.parametrize("sites", [3, 12])
def test_a_machine_without_network_calls_nothing_broken(network, sites: int):
    add(*(f"http://so{number}.example/" for number in range(sites)), failed_days=2)
    for number in range(sites):
        network.failing[f"so{number}.example"] = socket.gaierror("no resolver")
    with pytest.raises(Offline):
        walk(network)
    assert set(verdicts().values()) == {Verdict.NEW}
    assert len(network.looked_up) <= 10


def test_where_others_answer_a_site_that_does_not_is_counted(network):
    add("http://a.example/", "http://b.example/", failed_days=2)
    add("http://con.example/")
    for name in ("a.example", "b.example"):
        network.failing[name] = socket.gaierror("no such name")
    walk(network)
    assert verdicts() == {
        "http://a.example/": Verdict.BROKEN,
        "http://b.example/": Verdict.BROKEN,
        "http://con.example/": Verdict.GOOD,
    }


def test_a_page_that_is_gone_under_http_is_looked_for_under_https(network, monkeypatch):
    secure: list[int] = []

    def wrap(self, line: socket.socket, **options: object) -> socket.socket:
        secure.append(1)
        return line

    monkeypatch.setattr("ssl.SSLContext.wrap_socket", wrap)
    add("http://cu.example/404", failed_days=2)
    walk(network)
    row = Address.objects.get()
    assert (row.verdict, row.suggestion) == (Verdict.BROKEN, "")
    assert secure  # asked, and not there either
