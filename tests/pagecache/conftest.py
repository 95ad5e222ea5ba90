"""The page cache, switched on, in a folder of the test's own."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.db import connection
from django.test import Client

from portal.core.pagecache import stores
from portal.core.pagecache.stores.files import FileStore

Committed = Callable[[], AbstractContextManager[object]]


@pytest.fixture
def page_store(settings, tmp_path) -> Iterator[FileStore]:
    """Switch the page cache on; the store is empty."""
    settings.PAGE_CACHE = True
    settings.PAGE_CACHE_DIR = tmp_path / "pages"
    stores.store.cache_clear()
    store = stores.store()
    assert isinstance(store, FileStore)
    yield store
    stores.store.cache_clear()


@pytest.fixture
def reader(page_store: FileStore) -> Client:
    """A browser without an account, before a portal that stores its pages."""
    return Client(headers={"accept-encoding": "identity"})


@pytest.fixture
def committed(django_capture_on_commit_callbacks) -> Committed:
    """Return a block at whose end everything within it is committed, as it is for readers.

    So is everything before it, which a test has made in the same transaction.
    """

    @contextmanager
    def block() -> Iterator[None]:
        connection.run_on_commit.clear()
        with django_capture_on_commit_callbacks(execute=True):
            yield

    return block
