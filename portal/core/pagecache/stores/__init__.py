"""Where pages and the site version are kept.

A `Store` never raises: what cannot be read is not there, and what cannot be written is logged.
A version that cannot be read is None, and then pages are made anew for everybody.
"""

from functools import cache
from pathlib import Path
from typing import Protocol

from django.conf import settings

from portal.core.pagecache.pages import Page
from portal.core.pagecache.stores.files import FileStore
from portal.core.pagecache.stores.release import portal, release
from portal.core.pagecache.stores.shared import SharedStore


class Store(Protocol):
    """What the middleware asks of a place for pages."""

    def version(self) -> str | None:
        """Return the site version."""

    def page(self, key: str) -> Page | None:
        """Return the page stored last, whatever its version."""

    def put(self, key: str, page: Page) -> None:
        """Store a page in place of the one before."""

    def bump(self) -> bool:
        """Give the portal a new version; False where it could not be told."""

    def take_lease(self, key: str) -> "Lease | None":
        """Become the one who makes the page; None where another is at it just now."""

    def forget(self) -> bool:
        """Have all pages made anew; False where it could not be told."""


class Lease(Protocol):
    """The right to make a page; it ends by itself soon, should its holder die."""

    def release(self) -> None:
        """Give it back."""


@cache
def store() -> Store:
    """Return the store of this process: shared by machines where there is Redis, else files."""
    if "redis" in settings.CACHES["default"]["BACKEND"].lower():
        return SharedStore(portal(), release())
    folder = Path(settings.PAGE_CACHE_DIR) / portal()
    return FileStore(folder, release(), limit=settings.PAGE_CACHE_MB * 2**20)
