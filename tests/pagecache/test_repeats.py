"""What is asked again in the same words is answered without Django, while it holds."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import RequestFactory
from django.utils import timezone

from portal.core.identity.models import Identity
from portal.core.pagecache import repeats
from portal.core.pagecache.repeats import Repeated
from tests.factories import make_article, make_category
from tests.pagecache.conftest import Committed

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]


class Server:
    """An application server before the portal; it knows how often the portal was asked."""

    def __init__(self) -> None:
        self.asked = 0
        self._portal = WSGIHandler()
        self._application = Repeated(self._count)

    def _count(self, environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        self.asked += 1
        return self._portal(environ, start)

    def get(self, path: str = "/", **environ: Any) -> tuple[str, dict[str, str], bytes]:
        """Return status, headers and body of what is answered."""
        told: list[Any] = []
        query = path.partition("?")[2]
        request = RequestFactory().get(path.partition("?")[0], **environ).environ
        request |= {"QUERY_STRING": query}
        body = b"".join(self._application(request, lambda *said: told.extend(said)))
        return told[0], dict(told[1]), body


@pytest.fixture
def server(page_store) -> Iterator[Server]:
    """A server that leaves the connection of the test open between two requests."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield Server()
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


GZIP = {"HTTP_ACCEPT_ENCODING": "gzip, br"}


@pytest.mark.parametrize("environ", [{}, GZIP])
def test_it_is_the_same_answer_but_for_where_it_came_from(server, environ):
    first, second, third = (server.get(**environ) for _ in range(3))
    assert server.asked == 1
    assert [headers["X-Cache"] for _, headers, _ in (first, second)] == ["miss", "hit"]
    assert second == third
    assert (first[0], first[1] | {"X-Cache": "hit"}, first[2]) == second


@pytest.mark.parametrize(
    "other",
    [
        {"HTTP_HOST": "localhost"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"wsgi.url_scheme": "https"},
        {"path": "/so-do-cong/"},
        {"path": "/?trang=2"},
        GZIP,
    ],
)
def test_another_request_has_another_answer(server, other, settings):
    settings.ALLOWED_HOSTS = ["*"]
    for _ in range(2):
        server.get()
        server.get(**other)
    assert server.asked == 2


@pytest.mark.parametrize(
    "more",
    [
        {"HTTP_COOKIE": "mau=tuong-phan"},
        {"HTTP_IF_NONE_MATCH": '"x"'},
        {"HTTP_RANGE": "bytes=0-1"},
        {"HTTP_AUTHORIZATION": "Basic eDp4"},
        {"REQUEST_METHOD": "HEAD"},
        {"REQUEST_METHOD": "POST"},
    ],
)
def test_whoever_may_be_answered_otherwise_is_answered_by_the_portal(server, more):
    server.get()
    for _ in range(2):
        server.get(**more)
    assert server.asked == 3
    assert server.get()[1]["X-Cache"] == "hit"
    assert server.asked == 3


def test_nothing_is_repeated_after_a_change(server, committed: Committed):
    server.get()
    with committed():
        Identity.objects.update(agency="Ủy ban nhân dân phường Bến Ngọc")
    status, headers, body = server.get()
    assert (server.asked, headers["X-Cache"]) == (2, "miss")
    assert "phường Bến Ngọc" in body.decode()


def test_an_answer_ends_before_its_page_reads_differently(server):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        make_article(category=make_category(), at=timezone.now() + timedelta(seconds=30))
        server.get()
        clock.shift(24)
        server.get()
        assert server.asked == 1
        clock.shift(2)
        assert "s-maxage=0" in server.get()[1]["Cache-Control"]
        assert server.asked == 2


def test_an_answer_is_as_old_as_a_page_may_be(server):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        server.get()
        clock.shift(61)
        assert server.get()[1]["X-Cache"] == "miss"


@pytest.mark.parametrize("path", ["/khong-co/", "/tim-kiem/?q=duong", "/healthz"])
def test_only_pages_are_repeated(server, path):
    for _ in range(2):
        server.get(path)
    assert server.asked == 2


def test_an_answer_that_was_late_is_not_taken_for_a_new_one(server, page_store, monkeypatch):
    server.get()
    old = server._application._known
    page_store.bump()
    server.get()
    server._application._known = old  # whoever had made the old page has kept it after all
    server.get()
    assert server.asked == 3


def test_few_answers_of_a_bounded_size_are_kept(server, monkeypatch):
    monkeypatch.setattr(repeats, "MOST", 2)
    for path in ("/", make_category().get_absolute_url(), "/so-do-cong/"):
        server.get(path)
    assert len(server._application._known[1]) == 1
    monkeypatch.setattr(repeats, "LONGEST", 10)
    for _ in range(2):
        server.get()
    assert server.asked == 5


def test_without_the_page_cache_everything_is_asked(server, settings):
    settings.PAGE_CACHE = False
    for _ in range(2):
        server.get()
    assert server.asked == 2
