"""Which replica a page reads from; nothing here asks a database."""

import logging
import threading
from types import SimpleNamespace

import pytest
from django.db import OperationalError
from django.test import RequestFactory
from django.urls import reverse

from portal.core.replicas import choice, position
from portal.core.replicas.choice import FRESH, LONGEST_PAUSE, TOLD_AFTER, Replica, choose
from portal.core.replicas.middleware import is_public


class Servers:
    """Replicas that are as far as a test says; None is gone."""

    def __init__(self, **positions: int | None) -> None:
        self.positions = positions
        self.asked: list[str] = []

    def __call__(self, alias: str) -> int:
        self.asked.append(alias)
        found = self.positions[alias]
        if found is None:
            raise OperationalError("gone")
        return found


def test_a_replica_is_asked_once_a_second():
    servers, replica = Servers(a=10), Replica("a")
    assert all(replica.has(10, now=now, ask=servers) for now in (0, 0.3, FRESH - 0.01))
    assert servers.asked == ["a"]
    assert replica.has(10, now=FRESH, ask=servers)
    assert servers.asked == ["a", "a"]


def test_it_is_asked_at_once_when_something_new_was_published():
    servers, replica = Servers(a=10), Replica("a")
    assert replica.has(10, now=0, ask=servers)
    assert not replica.has(11, now=0.1, ask=servers)
    assert not replica.has(11, now=0.2, ask=servers)
    assert replica.has(10, now=0.3, ask=servers)  # for whoever has not heard of it yet
    assert servers.asked == ["a", "a"]
    servers.positions["a"] = 12
    assert replica.has(11, now=0.1 + FRESH, ask=servers)


def test_one_that_is_gone_is_left_alone_for_longer_and_longer():
    servers, replica = Servers(a=None), Replica("a")
    tries = [now / 10 for now in range(2000) if not replica.has(1, now=now / 10, ask=servers)]
    assert len(tries) == 2000
    assert len(servers.asked) == 11  # at 0, 1, 3, 7, 15, 31, 61, 91, 121, 151, 181 s
    servers.positions["a"] = 5
    assert replica.has(1, now=200 + LONGEST_PAUSE, ask=servers)
    replica.leave_out(OperationalError(), now=300)
    assert replica.has(1, now=301, ask=servers)


def test_one_that_is_left_out_is_asked_before_its_time_when_nothing_else_is_there():
    servers, replica = Servers(a=None), Replica("a")
    assert not any(replica.has(1, now=now, ask=servers) for now in range(20))
    assert not replica.has(0, now=20, ask=servers, in_need=True)
    servers.positions["a"] = 5
    assert not replica.has(1, now=20, ask=servers)
    assert replica.has(0, now=20, ask=servers, in_need=True)
    assert replica.has(1, now=20, ask=servers)  # it is back for everybody


def test_a_failure_that_many_threads_meet_counts_once():
    servers, replica = Servers(a=5), Replica("a")
    for _ in range(8):
        replica.leave_out(OperationalError(), now=100)
    assert not replica.has(1, now=100.9, ask=servers)
    assert replica.has(1, now=101, ask=servers)


def test_while_one_thread_asks_others_go_by_what_is_known():
    replica, asked, answer = Replica("a"), threading.Event(), threading.Event()
    assert replica.has(5, now=0, ask=Servers(a=7))

    def slow(alias: str) -> int:
        asked.set()
        answer.wait(10)
        return 9

    thread = threading.Thread(target=lambda: replica.has(8, now=2, ask=slow))
    thread.start()
    asked.wait(10)
    nobody = Servers()
    assert replica.has(7, now=2, ask=nobody)
    assert not replica.has(8, now=2, ask=nobody)
    answer.set()
    thread.join()
    assert nobody.asked == []
    assert replica.has(8, now=2, ask=nobody)


def test_replicas_take_turns_and_those_that_will_not_do_are_passed_over():
    servers = Servers(a=10, b=10, c=None, d=3)
    replicas = [Replica(alias) for alias in "abcd"]
    chosen = [choose(replicas, 10, now=0, ask=servers) for _ in range(8)]
    assert {replica.alias for replica in chosen if replica} == {"a", "b"}
    assert None not in chosen
    assert choose(replicas, 11, now=0, ask=servers) is None
    assert choose([], 0, now=0, ask=servers) is None


def test_the_log_is_told_once_that_a_replica_is_left_out_and_once_that_it_is_back(caplog):
    caplog.set_level(logging.WARNING, logger=choice.__name__)
    servers, replica = Servers(a=None), Replica("a")
    for now in range(100):
        replica.has(1, now=now, ask=servers)
    servers.positions["a"] = 0
    for now in range(200, 300):
        replica.has(1, now=now, ask=servers)
    servers.positions["a"] = 1
    replica.has(1, now=400, ask=servers)
    assert [record.levelname for record in caplog.records] == ["ERROR", "WARNING"]


def test_the_log_is_not_told_of_a_moment_behind_but_of_a_minute(caplog):
    caplog.set_level(logging.WARNING, logger=choice.__name__)
    servers, replica = Servers(a=0), Replica("a")
    replica.has(1, now=0, ask=servers)
    replica.has(1, now=TOLD_AFTER - 1, ask=servers)
    assert caplog.records == []
    replica.has(1, now=TOLD_AFTER, ask=servers)
    assert len(caplog.records) == 1


@pytest.mark.parametrize(
    ("method", "path", "cookies", "expected"),
    [
        ("get", "/", {}, True),
        ("head", "/tin/bai-1", {"hien-thi": "lon."}, True),
        ("get", "/", {"sessionid": "x"}, False),
        ("post", "/bao-loi/", {}, False),
        ("get", "/quan-tri/login/", {}, False),
        ("get", "/xem-truoc/abc/", {}, False),
    ],
)
def test_only_pages_that_anybody_would_be_given_are_read_from_replicas(
    method, path, cookies, expected
):
    request = getattr(RequestFactory(), method)(path)
    request.COOKIES.update(cookies)
    assert reverse("admin:index") == "/quan-tri/"
    assert is_public(request) is expected


@pytest.fixture
def primary(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A primary whose position a test sets; None is gone."""
    primary = SimpleNamespace(position=5, asked=0)

    def ask(alias: str, question: str) -> int:
        primary.asked += 1
        if primary.position is None:
            raise OperationalError("gone")
        return int(primary.position)

    known = SimpleNamespace(position=0, silent_until=float("-inf"))
    monkeypatch.setattr(position, "_ask", ask)
    monkeypatch.setattr(position, "SILENCE", 3600.0)
    monkeypatch.setattr(position, "_Primary", known)
    return primary


def test_without_a_noted_position_the_primary_says_how_far_it_is(primary):
    assert position.required() == 5
    primary.position = 6
    assert position.required() == 6


def test_while_the_primary_is_gone_its_last_word_stands_and_it_is_left_alone(primary):
    assert position.required() == 5
    primary.position = None
    assert [position.required() for _ in range(10)] == [5] * 10
    assert primary.asked == 2


def test_without_replicas_nothing_is_noted(primary):
    position.note_position()
    assert primary.asked == 0
