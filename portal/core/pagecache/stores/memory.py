"""The pages that a process was asked for last, kept beside the store that all share.

A page in memory holds by the same rule as one in the store, its version and its clock, so it can
never be older than what the store would give.
"""

import threading
from collections import OrderedDict

from portal.core.pagecache.pages import Page

MOST = 2 * 2**20
"""Bytes that a process keeps; the pages that nearly everybody asks for."""


class RecentPages:
    """A few pages in the memory of this process; any number of threads may ask."""

    def __init__(self, most: int = MOST) -> None:
        self._most, self._bytes = most, 0
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str) -> Page | None:
        """Return a page if it is here, whether or not it still holds."""
        with self._lock:
            page = self._pages.get(key)
            if page:
                self._pages.move_to_end(key)
            return page

    def put(self, key: str, page: Page) -> None:
        """Keep a page in place of the one before; the one asked for longest ago makes room."""
        with self._lock:
            before = self._pages.pop(key, None)
            self._pages[key] = page
            self._bytes += len(page.body) - (len(before.body) if before else 0)
            while self._bytes > self._most:
                self._bytes -= len(self._pages.popitem(last=False)[1].body)
