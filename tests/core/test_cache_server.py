"""The cache server: what it keeps, and that nobody notices when it is gone."""

import logging
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.core import breaker
from portal.core import caching as module
from portal.core.breaker import PAUSE, Breaker
from portal.core.caching import RedisCache
from tests.valkey import Valkey


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Valkey]:
    server = Valkey(tmp_path_factory.mktemp("valkey"))
    server.start()
    yield server
    server.kill()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Give every breaker of the test a clock of its own."""
    clock = Clock()
    monkeypatch.setattr(module, "Breaker", lambda name: Breaker(name, clock))
    monkeypatch.setattr(module, "_breakers", {})
    return clock


@pytest.fixture
def cache(server: Valkey, clock: Clock) -> RedisCache:
    cache = RedisCache(server.location, {})
    cache.clear()
    return cache


def ask_everything(cache: RedisCache) -> list[object]:
    """Return what each question of Django's cache is answered."""
    cache.set("a", 1)
    cache.set_many({"b": [2], "c": 3})
    answers = [
        cache.get("a"),
        cache.get("b", "nothing"),
        cache.get_many(["b", "c"]),
        cache.add("a", 5),
        cache.add("d", 5),
        cache.has_key("a"),
        cache.touch("a", 60),
        cache.delete("a"),
        cache.get_or_set("e", 6),
    ]
    cache.delete_many(["b", "c"])
    return answers


def test_it_is_a_cache(cache: RedisCache):
    kept = [1, [2], {"b": [2], "c": 3}, False, True, True, True, True, 6]
    assert ask_everything(cache) == kept
    assert cache.incr("d") == 6
    with pytest.raises(ValueError, match="not found"):
        cache.incr("z")


def test_the_highest_number_is_kept_whoever_comes_last(cache: RedisCache):
    assert cache.highest("p") is None
    assert [cache.raise_to("p", number, timeout=60) for number in (7, 2**52, 9)] == [True] * 3
    assert cache.highest("p") == 2**52


def test_a_server_that_has_died_is_an_empty_cache_until_it_is_back(
    server: Valkey, cache: RedisCache, clock: Clock, caplog: pytest.LogCaptureFixture
):
    cache.set("a", 1)
    server.kill()
    caplog.set_level(logging.WARNING, logger=breaker.__name__)
    nothing: list[object] = [None, "nothing", {}, True, True, False, False, False, 6]
    assert ask_everything(cache) == nothing
    with pytest.raises(ValueError, match="does not answer"):
        cache.incr("a")
    assert (cache.raise_to("p", 7, timeout=60), cache.highest("p")) == (False, None)
    server.start()
    assert cache.get("a", "not asked yet") == "not asked yet"
    clock.now += PAUSE
    cache.set("a", 2)
    assert cache.get("a") == 2
    assert [record.levelname for record in caplog.records] == ["ERROR", "WARNING"]


def test_a_server_that_says_nothing_costs_one_request_a_moment_and_others_nothing(
    tmp_path: Path, clock: Clock
):
    """A machine that hangs takes connections and never answers."""
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(tmp_path / "silent"))
        silent.listen(16)
        silent.settimeout(0)
        cache = RedisCache(f"unix://{tmp_path / 'silent'}", {"OPTIONS": {"socket_timeout": 0.01}})
        assert [cache.get("a") for _ in range(50)] == [None] * 50
        assert _waiting(silent) == 2  # the try and the one after it
        clock.now += PAUSE
        assert [cache.get("a") for _ in range(50)] == [None] * 50
        assert _waiting(silent) == 2


def test_after_a_pause_one_thread_tries_and_the_others_go_on(clock: Clock):
    guard = Breaker("A server", clock)
    guard.note(ConnectionError())
    assert not guard.lets_through()
    clock.now += PAUSE
    tries: list[bool] = []
    threads = [
        threading.Thread(target=lambda: tries.append(guard.lets_through())) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(tries) == [False] * 7 + [True]
    guard.note(None)
    assert guard.lets_through()


def test_a_query_in_the_address_changes_how_long_is_waited(server: Valkey):
    patient = RedisCache(server.location, {"OPTIONS": {"socket_timeout": 2.0}})
    assert vars(patient)["_options"]["socket_timeout"] == 2.0
    assert vars(patient)["_options"]["socket_connect_timeout"] == module.TIMEOUT


def _waiting(listener: socket.socket) -> int:
    count = 0
    while True:
        try:
            listener.accept()[0].close()
        except BlockingIOError:
            return count
        count += 1
