"""Answers that are repeated word for word, before Django is asked.

Of what a stored page costs, three quarters are Django's: a request is taken apart, middleware is
passed, a response is put together.  Who asks the same in the same words as somebody before, and
sends no cookie, is given the same answer, headers and all, while the page holds.
"""

import time
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.conf import settings

from portal.core.pagecache.pages import SHARED, WHILE_ASKING, Page, reads_gzip
from portal.core.pagecache.stores import store

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]
Key = tuple[str, ...]

PAGE = "portal.page"
"""Where the middleware leaves, for this module, the page of which it has made the answer."""
MOST, LONGEST = 200, 100_000
"""Answers that a process keeps, and the bytes that one may have."""
_SAID_ELSEWHERE = ("HTTP_COOKIE", "HTTP_IF_NONE_MATCH", "HTTP_AUTHORIZATION", "HTTP_RANGE")
"""Who sends one of these may be answered something else."""


class Answer(NamedTuple):
    """What was answered, and until when it is."""

    until: float
    status: str
    headers: list[tuple[str, str]]
    body: bytes


class Repeated:
    """A WSGI application around the portal's."""

    def __init__(self, application: Application) -> None:
        self._application = application
        # One name for both: whoever looks while another changes them sees what belongs together.
        self._known: tuple[str, dict[Key, Answer]] = "", {}

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        """Answer from memory where that is the same, else by the portal."""
        key = _key(environ) if settings.PAGE_CACHE else None
        if key is None:
            return self._application(environ, start_response)
        version, answers = self._known
        found = answers.get(key)
        if found and version == store().version() and time.time() < found.until:
            start_response(found.status, list(found.headers))  # some servers add to the list
            return [found.body]
        return self._ask(key, environ, start_response)

    def _ask(self, key: Key, environ: Environ, start: Start) -> Iterable[bytes]:
        told: list[Any] = []

        def noting(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            told[:] = status, headers
            return start(status, headers, *more)

        response = self._application(environ, noting)
        page = environ.get(PAGE)
        content = getattr(response, "content", None)
        if page and content is not None and told[0].startswith("200 "):
            self._keep(key, page, told[0], told[1], content)
        return response

    def _keep(
        self,
        key: Key,
        page: Page,
        status: str,
        headers: list[tuple[str, str]],
        body: bytes,
    ) -> None:
        """Keep an answer; those of another version go, and all when there are too many."""
        if len(body) > LONGEST or not page.version:
            return
        version, answers = self._known
        if version != page.version or len(answers) >= MOST:
            answers = {}
            self._known = page.version, answers
        repeated = [(n, "hit" if n == "X-Cache" else value) for n, value in headers]
        # Shortly before a page reads differently, its answers say so to caches in front.
        until = min(page.until, page.boundary - SHARED - WHILE_ASKING)
        answers[key] = Answer(until, status, repeated, body)


def _key(environ: Environ) -> Key | None:
    """Return all that an answer to an anonymous reader hangs on; None for anybody else."""
    asked = environ.get
    if asked("REQUEST_METHOD") != "GET" or any(map(asked, _SAID_ELSEWHERE)):
        return None
    return (
        environ["wsgi.url_scheme"],
        asked("HTTP_X_FORWARDED_PROTO", ""),
        asked("HTTP_HOST", ""),
        asked("SCRIPT_NAME", ""),
        asked("PATH_INFO", ""),
        asked("QUERY_STRING", ""),
        "gzip" if reads_gzip(asked("HTTP_ACCEPT_ENCODING", "")) else "",
    )
