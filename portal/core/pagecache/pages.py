"""A page as it is stored, and as it is answered."""

import gzip
import re
from dataclasses import dataclass
from hashlib import blake2b
from typing import Self

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

SHARED, WHILE_ASKING = 1, 4
"""Seconds for which a cache in front of the portal may keep a page, and may go on showing it
while it asks for the new one; their sum is the oldest that a reader can be shown."""
IF_BROKEN = 86_400
"""Seconds for which it may go on showing it while the portal does not answer."""
_LASTING = (
    f"public, max-age=0, s-maxage={SHARED}, stale-while-revalidate={WHILE_ASKING}, "
    f"stale-if-error={IF_BROKEN}"
)
_PASSING = "public, max-age=0, s-maxage=0"

CACHED_STATUSES = {200, 301, 302, 410}
_VARIES = {"accept-encoding", "cookie"}
_KEPT_OUT = {"content-length", "vary", "cache-control", "etag", "date", "connection"}
_KEPT_OUT |= {"x-request-id"}  # it names one request, and the page answers many
_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q\s*=\s*0(\.0+)?\s*(,|$))", re.IGNORECASE)
_TAG = re.compile(r'(?:W/)?("[^"]*")')


@dataclass(frozen=True)
class Page:
    """An answer, and for which version of the portal and until when it holds."""

    version: str
    made_at: float
    until: float
    """When it would read differently, or is made anew to be on the safe side."""
    boundary: float
    """When it would read differently."""
    status: int
    headers: list[tuple[str, str]]
    digest: str
    body: bytes
    """Compressed; most readers can read that, and it is a fifth."""

    @classmethod
    def of(cls, response: HttpResponse, version: str, now: float, until: float, end: float) -> Self:
        """Return what is to be stored of `response`."""
        content = response.content
        return cls(
            version=version,
            made_at=now,
            until=until,
            boundary=end,
            status=response.status_code,
            headers=[(k, v) for k, v in response.items() if k.lower() not in _KEPT_OUT],
            digest=blake2b(content, digest_size=12).hexdigest(),
            body=gzip.compress(content, compresslevel=6, mtime=0),
        )

    def holds(self, version: str, now: float) -> bool:
        """Return whether the page reads as it would if it were made now."""
        return self.version == version and self.made_at <= now < self.until

    def answer(self, request: HttpRequest, how: str, now: float) -> HttpResponse:
        """Return the answer to whoever asks: compressed or not, whole or "not modified"."""
        zipped = reads_gzip(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        tag = f'"{self.digest}-gz"' if zipped else f'"{self.digest}"'
        known = request.META.get("HTTP_IF_NONE_MATCH")
        response: HttpResponse
        if known and self.status == 200 and (tag in _TAG.findall(known) or known.strip() == "*"):
            response = HttpResponseNotModified()
        else:
            body = self.body if zipped else gzip.decompress(self.body)
            response = HttpResponse(body, status=self.status)
            for name, value in self.headers:
                response.headers[name] = value
            if zipped:
                response.headers["Content-Encoding"] = "gzip"
            response.headers["Content-Length"] = str(len(body))
        response.headers["ETag"] = tag
        response.headers["Vary"] = "Accept-Encoding, Cookie"
        is_near = self.boundary - now <= SHARED + WHILE_ASKING
        response.headers["Cache-Control"] = _PASSING if is_near else _LASTING
        response.headers["X-Cache"] = how
        return response


def reads_gzip(accepted: str) -> bool:
    """Return whether who sends this as Accept-Encoding reads what is compressed."""
    return bool(_GZIP.search(accepted))


def may_be_stored(request: HttpRequest, response: HttpResponse) -> bool:
    """Return whether an answer is the same for everybody.

    A view that says itself how long its answer may be kept is left alone.
    """
    session = getattr(request, "session", None)
    varies = {part.strip().lower() for part in response.get("Vary", "").split(",")} - {""}
    return (
        response.status_code in CACHED_STATUSES
        and not response.streaming
        and not response.cookies
        and not response.has_header("Cache-Control")
        and not (session is not None and session.accessed)
        and varies <= _VARIES
    )
