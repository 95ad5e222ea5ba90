"""Pages in Redis or Valkey, shared by the processes of several machines.

Through Django's cache, whose backend here behaves like an empty one while the server is gone
(`portal.core.caching`): pages are then made anew for everybody, and nothing waits.
"""

import logging
import secrets
from dataclasses import astuple
from typing import Any

from django.core.cache import caches

from portal.core.pagecache.pages import Page

log = logging.getLogger(__name__)
_LEASED = 2
"""Seconds after which somebody else may make a page, should its maker hang or die."""
_KEPT = 86_400
"""Seconds for which an old page is kept, to be shown should the database be gone."""


class SharedLease:
    """A key that only one can add."""

    def __init__(self, key: str) -> None:
        self._key = key

    def release(self) -> None:
        """Let the next one in."""
        _quietly("delete", self._key)


class SharedStore:
    """Pages in the default cache; the server bounds its memory itself (maxmemory)."""

    def __init__(self, portal: str, release: str) -> None:
        self._version_key = f"pages:{portal}:version"
        self._prefix = f"pages:{portal}:{release}"
        self._owes = False

    def version(self) -> str | None:
        """Return the site version; the first to ask makes one."""
        if self._owes and not self.bump():
            return None
        return _quietly("get", self._version_key) or self._first_version()

    def page(self, key: str) -> Page | None:
        """Return the page stored last."""
        stored = _quietly("get", f"{self._prefix}:{key}")
        return Page(*stored) if stored else None

    def put(self, key: str, page: Page) -> None:
        """Store the page."""
        _quietly("set", f"{self._prefix}:{key}", astuple(page), _KEPT)

    def bump(self) -> bool:
        """Store a new version; one that cannot be told now is owed, and told before all else."""
        token = secrets.token_hex(16)
        _quietly("set", self._version_key, token, None)
        told = _quietly("get", self._version_key) is not None
        if not told and not self._owes:
            log.error("The cache server could not be told of a change; it will be told later")
        self._owes = not told
        return told

    def take_lease(self, key: str) -> SharedLease | None:
        """Add the key of the lease; where another has added it, the page is theirs."""
        name = f"{self._prefix}:{key}:lease"
        return SharedLease(name) if _quietly("add", name, 1, _LEASED) else None

    def forget(self) -> bool:
        """Make all pages old; the server drops them in its own time."""
        return self.bump()

    def _first_version(self) -> str | None:
        _quietly("add", self._version_key, secrets.token_hex(16), None)
        version: str | None = _quietly("get", self._version_key)
        return version


def _quietly(call: str, *args: Any) -> Any:
    """Return the answer of the cache, or None; it has said itself why it does not answer."""
    try:
        return getattr(caches["default"], call)(*args)
    except Exception:
        return None
