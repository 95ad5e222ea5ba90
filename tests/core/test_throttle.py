"""A program that asks without end is told to wait; people are not."""

from typing import Any

import pytest
import time_machine
from django.core.cache.backends.dummy import DummyCache
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import reverse

from portal.core import throttle
from portal.core.throttle import client_address, throttled
from portal.front.views.search import SEARCHES, SUGGESTIONS
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask():
    """Return a function that asks a view which answers twice a minute."""

    @throttled("thử", 2)
    def view(request):
        return HttpResponse("được")

    def ask(address: str = "203.0.113.5", **headers: Any) -> int:
        browser = RequestFactory(REMOTE_ADDR=address, **headers)
        return view(browser.get("/")).status_code

    return ask


@pytest.fixture(autouse=True)
def clock():
    """Keep the minute."""
    with time_machine.travel("2026-05-20 09:00:10+07:00", tick=False) as clock:
        yield clock


def test_beyond_the_limit_an_address_has_to_wait(ask):
    assert [ask(), ask(), ask(), ask()] == [200, 200, 429, 429]


def test_another_address_does_not_wait(ask):
    assert [ask(), ask(), ask(), ask("203.0.113.6")] == [200, 200, 429, 200]


def test_in_the_next_minute_the_address_is_served_again(ask, clock):
    assert [ask(), ask(), ask()] == [200, 200, 429]
    clock.shift(60)
    assert ask() == 200


def test_behind_our_own_proxy_readers_are_told_apart(ask):
    codes = [ask("127.0.0.1", HTTP_X_FORWARDED_FOR=f"198.51.100.{n}") for n in (1, 1, 1, 2)]
    assert codes == [200, 200, 429, 200]


def test_a_header_that_a_stranger_sends_changes_nothing(ask):
    codes = [ask(HTTP_X_FORWARDED_FOR=f"198.51.100.{n}") for n in range(3)]
    assert codes == [200, 200, 429]


def test_what_stands_before_the_word_of_our_proxy_is_not_believed(ask):
    forged = (f"192.0.2.{n}, 198.51.100.1" for n in range(3))
    assert [ask("127.0.0.1", HTTP_X_FORWARDED_FOR=each) for each in forged] == [200, 200, 429]


@pytest.mark.parametrize(
    ("remote", "forwarded", "address"),
    [
        ("203.0.113.5", "", "203.0.113.5"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("", "198.51.100.1", "198.51.100.1"),
        ("::1", "2001:db8::7", "2001:db8::7"),
        ("10.0.0.5", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.6", "198.51.100.1", "10.0.0.6"),
    ],
)
def test_the_address_is_what_a_trusted_proxy_says(remote, forwarded, address):
    request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)
    with override_settings(TRUSTED_PROXIES={"", "127.0.0.1", "::1", "10.0.0.5"}):
        assert client_address(request) == address


class Broken:
    """A cache whose server has gone."""

    def add(self, key: str, value: int, timeout: int) -> None:
        raise ConnectionError


class Full:
    """A cache in which the address has asked `count` times; it tells what it was given."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.keys: list[str] = []

    def add(self, key: str, value: int, timeout: int) -> None:
        self.keys.append(key)

    def incr(self, key: str) -> int:
        return self.count


@pytest.mark.parametrize("cache", [Broken(), DummyCache("", {})], ids=["gone", "none"])
def test_without_a_cache_everybody_is_served(ask, cache, monkeypatch):
    monkeypatch.setattr(throttle, "cache", cache)
    assert [ask() for _ in range(5)] == [200] * 5


def test_no_address_is_kept_in_the_cache(ask, monkeypatch):
    cache = Full(1)
    monkeypatch.setattr(throttle, "cache", cache)
    ask()
    assert len(cache.keys) == 1
    assert "203.0.113.5" not in cache.keys[0]


@pytest.mark.parametrize(
    ("name", "limit"), [("front:search", SEARCHES), ("front:suggestions", SUGGESTIONS)]
)
def test_searching_is_throttled_and_what_was_typed_stays(client, name, limit, monkeypatch):
    make_article(title="Khởi công cầu")
    monkeypatch.setattr(throttle, "cache", Full(limit))
    assert client.get(reverse(name), {"q": "cầu"}).status_code == 200
    monkeypatch.setattr(throttle, "cache", Full(limit + 1))
    answer = client.get(reverse(name), {"q": "cầu"})
    assert answer.status_code == 429
    assert answer["Retry-After"] == "60"
    assert 'value="cầu"' in answer.content.decode()
