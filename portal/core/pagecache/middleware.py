"""Answers public pages from the store, and stores what has to be made."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from portal.core.pagecache import keys
from portal.core.pagecache.boundaries import next_boundary
from portal.core.pagecache.pages import IF_BROKEN, Page, may_be_stored
from portal.core.pagecache.repeats import PAGE
from portal.core.pagecache.stores import store
from portal.core.pagecache.stores.memory import RecentPages
from portal.core.pagecache.views import parameters_of
from portal.core.replicas.reading import read

LIFETIME = 60.0
"""Seconds after which a page is made anew even if nothing seems to have changed: what was written
past Django is seen then, and a process that died before it could tell of a change does no harm."""


class PageCacheMiddleware:
    """Serves stored pages while they hold.

    One request makes a page; whoever asks meanwhile gets the one before, unless signed in: editors
    see their work at once.  When a page cannot be made, the one before is better than none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.PAGE_CACHE:
            raise MiddlewareNotUsed
        self._get_response = get_response
        self._store, self._recent = store(), RecentPages()
        self._parameters = lru_cache(maxsize=4096)(parameters_of)
        self._known: tuple[str, float] = ("", 0.0)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer from the store where the address is that of a cached page."""
        if request.method not in {"GET", "HEAD"}:
            return self._get_response(request)
        parameters = self._parameters(request.path_info)
        if parameters is None:
            return self._get_response(request)
        query = keys.chosen_query(request, parameters)
        key = keys.key_of(request, query)
        page = self._current(key)
        if page:
            request.META[PAGE] = page
            return _body_if_asked(request, page.answer(request, "hit", time.time()))
        asked = request.method
        response = self._make(request, query, key)
        request.method = asked
        return _body_if_asked(request, response)

    def _current(self, key: str) -> Page | None:
        version, now = self._store.version(), time.time()
        if version is None:
            return None
        page = self._recent.get(key)
        if page and page.holds(version, now):
            return page
        page = self._store.page(key)
        if page and page.holds(version, now):
            self._recent.put(key, page)
            return page
        return None

    def _make(self, request: HttpRequest, query: str, key: str) -> HttpResponse:
        lease = self._store.take_lease(key)
        try:
            found = self._current(key)  # another may have made it since it was looked for
            version, now = self._store.version(), time.time()
            if found:
                return found.answer(request, "hit", now)
            page = self._store.page(key)
            if lease is None and page and self._may_be_old(request, page, now):
                return page.answer(request, "previous", now)
            keys.reduce(request, query)
            response = self._get_response(request)
            if response.status_code >= 500 and page and now - page.made_at < IF_BROKEN:
                return page.answer(request, "stale", now)
            if not may_be_stored(request, response):
                return response
            made = self._page(response, version, now)
            if lease and version:
                self._store.put(key, made)
                self._recent.put(key, made)
                request.META[PAGE] = made
            return made.answer(request, "miss", now)
        finally:
            if lease:
                lease.release()

    def _page(self, response: HttpResponse, version: str | None, now: float) -> Page:
        end = self._boundary(version, now)
        return Page.of(response, version or "", now, min(end, now + LIFETIME), end)

    def _boundary(self, version: str | None, now: float) -> float:
        """Return when pages of this version read differently; known for all of them at once."""
        known, end = self._known
        if version is None or known != version or end <= now:
            moment = datetime.fromtimestamp(now, tz=UTC)
            end = read(lambda: next_boundary(moment)).timestamp()
            if version:
                self._known = version, end
        return end

    @staticmethod
    def _may_be_old(request: HttpRequest, page: Page, now: float) -> bool:
        signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
        return not signed_in and 0 <= now - page.made_at < 2 * LIFETIME


def _body_if_asked(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Leave the body out for HEAD, its length and everything else as it is for GET."""
    if request.method == "HEAD" and response.status_code != 304 and not response.streaming:
        response.headers.setdefault("Content-Length", str(len(response.content)))
        response.content = b""
    return response
