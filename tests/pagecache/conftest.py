"""The page cache, switched on, in a folder of the test's own."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from portal.core.content import State
from portal.core.pagecache import stores
from portal.core.pagecache.stores.files import FileStore
from tests.factories import make_article, make_author, make_category, make_page, make_tag

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


@pytest.fixture
def pages() -> dict[str, str]:
    """Addresses of one page of every kind that is stored."""
    category, author, tag = make_category(), make_author(), make_tag()
    article = make_article(category=category, authors=(author,), tags=(tag,))
    withdrawn = make_article(State.WITHDRAWN, category=category)
    in_english = make_page(language="en")
    day = [article.published_at.year, article.published_at.month, article.published_at.day]
    return {
        "front:home": reverse("front:home"),
        "news:article": article.get_absolute_url(),
        "news:article, withdrawn": withdrawn.get_absolute_url(),
        "news:article, at an old address": reverse("news:article", args=["x", article.pk]),
        "news:saved": reverse("news:saved", args=[article.slug, article.pk]),
        "news:category": category.get_absolute_url(),
        "news:author": author.get_absolute_url(),
        "news:tag": tag.get_absolute_url(),
        "pages:page": make_page().get_absolute_url(),
        "pages:english-home": reverse("pages:english-home"),
        "pages:english-page": in_english.get_absolute_url(),
        "front:site-map": reverse("front:site-map"),
        "front:privacy": reverse("front:privacy"),
        "front:archive": reverse("front:archive"),
        "front:archive-year": reverse("front:archive-year", args=day[:1]),
        "front:archive-month": reverse("front:archive-month", args=day[:2]),
        "front:archive-day": reverse("front:archive-day", args=day),
        "front:rss": reverse("front:rss"),
        "front:atom": reverse("front:atom"),
        "front:json-feed": reverse("front:json-feed"),
        "front:category-rss": reverse("front:category-rss", args=[category.path]),
        "front:category-atom": reverse("front:category-atom", args=[category.path]),
        "front:sitemap": reverse("front:sitemap"),
        "front:sitemap-section": reverse("front:sitemap-section", args=["trang"]),
        "front:robots": reverse("front:robots"),
        "front:opensearch": reverse("front:opensearch"),
    }
