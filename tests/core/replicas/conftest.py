"""In the place of the test's own database a primary, and a replica that really runs."""

import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client

from portal.core.pagecache import stores
from portal.core.replicas import choice, position, reading
from tests.replication import Pair
from tests.valkey import Valkey

_OF_POSITIONS = re.compile(r"_lsn\(\)")


@pytest.fixture(scope="package")
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


@pytest.fixture(scope="package")
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
