"""Public pages are read from a replica that really runs, and nobody notices when it does not."""

import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import InternalError
from django.test import Client
from django.urls import reverse

from portal.core.pagecache import stores
from portal.core.replicas import choice, position, reading
from tests.factories import make_article, make_superuser
from tests.replication import Pair
from tests.valkey import Valkey

pytestmark = [pytest.mark.django_db, pytest.mark.only_database("postgres")]

_OF_POSITIONS = re.compile(r"_lsn\(\)")


@pytest.fixture(scope="module")
def pair(django_db_setup) -> Iterator[Pair]:
    """Two servers with a copy of the tables of the test run."""
    with tempfile.TemporaryDirectory(prefix="cong-pair-") as name:
        pair = Pair(Path(name))
        try:
            pair.load(connections["default"].settings_dict)
            pair.add_standby()
            yield pair
        finally:
            pair.stop()


@pytest.fixture(scope="module")
def valkey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Valkey]:
    """The server by which nodes tell each other how far the primary is."""
    valkey = Valkey(tmp_path_factory.mktemp("valkey"))
    valkey.start()
    yield valkey
    valkey.kill()


@pytest.fixture(autouse=True)
def in_place(
    db, pair: Pair, valkey: Valkey, settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Put the two in the place of the test's own database, which stays in its transaction.

    What a replica says holds for no time, failures are forgotten at once, and a noted position
    does not run out: what the primary writes by itself now and then is no matter of the test.
    """
    cache = {"BACKEND": "portal.core.caching.RedisCache", "LOCATION": valkey.location}
    settings.CACHES = {"default": cache}
    settings.DATABASE_ROUTERS = ["portal.core.replicas.router.ReplicaRouter"]
    middleware = "portal.core.replicas.middleware.ReplicaMiddleware"
    settings.MIDDLEWARE = [*django_settings.MIDDLEWARE, middleware]
    monkeypatch.setattr(reading, "_known", {})
    monkeypatch.setattr(choice, "FRESH", 0.0)
    monkeypatch.setattr(choice, "LONGEST_PAUSE", 0.0)
    monkeypatch.setattr(position, "LIFETIME", 3600)
    pair.wait_for_standby()
    own, known = connections["default"], connections.settings
    place = {"NAME": "postgres", "USER": "postgres", "PORT": "", "CONN_MAX_AGE": 60}
    options = {"options": "-c default_transaction_read_only=on"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseWrapper, "ensure_connection", _connect)
        patch.setitem(known, "default", {**known["default"], **place, "HOST": str(pair.primary)})
        standby = {**known["default"], "HOST": str(pair.standby), "OPTIONS": options}
        patch.setitem(known, "replica0", standby)
        connections["default"] = connections.create_connection("default")
        position.note_position()
        yield
        connections["default"].close()
        connections["replica0"].close()
        del connections["replica0"]
        connections["default"] = own


@pytest.fixture
def stored_pages(settings) -> Iterator[None]:
    """Switch the page cache on; it keeps pages in the cache server."""
    settings.PAGE_CACHE = True
    stores.store.cache_clear()
    yield
    stores.store.cache_clear()


def _connect(connection: BaseDatabaseWrapper) -> None:
    """Connect to any database; tests are kept from those that the test run does not know."""
    if connection.connection is None:
        with connection.wrap_database_errors:
            connection.connect()


@pytest.fixture
def get() -> Callable[..., tuple[Any, set[str]]]:
    """Return a function that opens a page and says at which databases it was read."""

    def get(path: str, client: Client | None = None, **more: Any) -> tuple[Any, set[str]]:
        asked: set[str] = set()

        def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            if not _OF_POSITIONS.search(sql):
                asked.add(context["connection"].alias)
            return execute(sql, params, many, context)

        with ExitStack() as stack:
            for alias in connections:
                stack.enter_context(connections[alias].execute_wrapper(note))
            return (client or Client()).get(path, **more), asked

    return get


@contextmanager
def primary_gone() -> Iterator[None]:
    primary = connections["default"]
    primary.close()
    host, primary.settings_dict["HOST"] = primary.settings_dict["HOST"], "/nowhere"
    try:
        yield
    finally:
        primary.settings_dict["HOST"] = host


def publish(title: str) -> str:
    """Publish an article as the desk does; the position is noted after the commit."""
    return str(make_article(title=title).get_absolute_url())


def test_readers_are_served_by_the_replica(get, pair: Pair):
    address = publish("Khởi công cầu Bạch Sa")
    pair.wait_for_standby()
    for path in (address, "/", reverse("front:search") + "?q=cau", "/sitemap.xml"):
        answer, asked = get(path)
        assert (path, answer.status_code, asked) == (path, 200, {"replica0"})


def test_the_desk_and_whoever_is_signed_in_read_from_the_primary(get):
    address = publish("Lịch tiếp công dân")
    client = Client()
    client.force_login(make_superuser())
    for path in (address, reverse("admin:index")):
        answer, asked = get(path, client)
        assert (answer.status_code, asked) == (200, {"default"})
    answer, asked = get(reverse("preview:shared", args=["khong-co"]))
    assert (answer.status_code, asked) == (404, {"default"})


def test_what_is_published_is_seen_at_once_though_the_replica_lags(get, pair: Pair):
    pair.pause()
    try:
        address = publish("Thông báo cắt nước")
        answer, asked = get(address)
        assert (answer.status_code, asked) == (200, {"default"})
        assert "Thông báo cắt nước" in get("/")[0].content.decode()
    finally:
        pair.resume()
    pair.wait_for_standby()
    assert get(address)[1] == {"replica0"}


def test_no_page_is_stored_that_was_made_from_what_is_old(get, pair: Pair, stored_pages):
    get("/")
    assert get("/")[1] == set()
    pair.pause()
    try:
        publish("Khánh thành trường mầm non")
        for databases in ({"default"}, set()):  # made, then stored
            answer, asked = get("/")
            assert asked == databases
            assert "Khánh thành trường mầm non" in answer.content.decode()
    finally:
        pair.resume()


def test_nothing_is_written_to_a_replica(pair: Pair):
    with (
        pytest.raises(InternalError, match="read-only"),
        connections["replica0"].cursor() as cursor,
    ):
        cursor.execute("DELETE FROM news_article")


def test_a_page_that_writes_reads_from_the_primary_from_then_on(pair: Pair):
    with reading.from_replicas():
        make_article(title="Tin từ một trang công khai")
        assert reading.reads_from() == "default"


def test_in_a_transaction_everything_is_read_from_the_primary(pair: Pair):
    with reading.from_replicas():
        assert reading.reads_from() == "replica0"
        with transaction.atomic():
            assert reading.reads_from() == "default"


def test_no_request_fails_when_the_replica_dies_between_two(get, pair: Pair):
    address = publish("Tiêm chủng mở rộng")
    pair.wait_for_standby()
    assert get(address)[1] == {"replica0"}
    pair.kill_standby()
    for path in (address, "/", address):
        answer, asked = get(path)
        assert (answer.status_code, "default" in asked) == (200, True)
    pair.start_standby()
    pair.wait_for_standby()
    assert get(address)[1] == {"replica0"}


def test_no_request_fails_when_the_replica_dies_in_the_middle_of_a_page(get, pair: Pair):
    address = publish("Đại hội thể dục thể thao")
    pair.wait_for_standby()
    seen = 0

    def kill_it(execute: Any, *rest: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen == 3:
            pair.kill_standby()
        return execute(*rest)

    with connections["replica0"].execute_wrapper(kill_it):
        answer, asked = get(address)
    assert answer.status_code == 200
    assert asked == {"replica0", "default"}
    assert "Đại hội thể dục thể thao" in answer.content.decode()
    pair.start_standby()


def test_readers_are_served_while_the_primary_is_gone(get, pair: Pair, stored_pages):
    address = publish("Hội làng")
    pair.wait_for_standby()
    with primary_gone():
        answer, asked = get(address)
    assert (answer.status_code, asked) == (200, {"replica0"})


def test_a_replica_that_lacks_the_newest_is_better_than_no_page_but_nobody_keeps_it(
    get, pair: Pair, stored_pages
):
    pair.pause()
    try:
        publish("Đêm nhạc bên sông")
        with primary_gone():
            answer, asked = get("/")
            assert (answer.status_code, asked) == (200, {"replica0"})
            assert answer["Cache-Control"] == "no-store"
            assert "Đêm nhạc bên sông" not in answer.text
        assert "Đêm nhạc bên sông" in get("/")[0].text
    finally:
        pair.resume()


def test_with_no_database_at_all_it_is_an_error_and_no_endless_round(get, pair: Pair):
    pair.kill_standby()
    with primary_gone():
        answer, _ = get("/", Client(raise_request_exception=False))
    assert answer.status_code == 500
    pair.start_standby()
