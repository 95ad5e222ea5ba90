"""What no answer of the portal may be, whatever was asked."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator

from django.conf import settings

from portal.settings.reading import BASE_DIR
from tests.access import redirects
from tests.fuzz.portal import Answer

_BROKEN_LINE = re.compile(r"[\r\n\0]")
_INSIDE = (
    *(b"Traceback (most recent", b"site-packages", b"django.core", b"django.db", b"psycopg2"),
    *(b"sqlite3.", b"OperationalError", b"DataError", b"ProgrammingError", b"IntegrityError"),
    *(b'" WHERE ', b'SELECT "', settings.SECRET_KEY.encode(), str(BASE_DIR).encode()),
)
"""What is no reader's business: how the portal is made, and its secrets."""
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
}
_REFERRERS = {"strict-origin-when-cross-origin", "no-referrer"}
_PROBES = {"/healthz", "/readyz"}
_ET_KINDS = ("application/rss+xml", "application/atom+xml", "application/xml", "text/xml")


def faults(path: str, answer: Answer) -> list[str]:
    """Return what is wrong with an answer."""
    return [
        *([f"status {answer.status}\n{answer.error}"] if answer.status >= 500 else []),
        *([f"exception\n{answer.error}"] if answer.error and answer.status < 500 else []),
        *_of_headers(path, answer),
        *_of_kind(answer),
        *(f"shows {inside!r}" for inside in _INSIDE if inside in answer.body),
        *_ways_out(answer),
    ]


def _of_headers(path: str, answer: Answer) -> Iterator[str]:
    for name, value in answer.headers:
        if _BROKEN_LINE.search(name + value):
            yield f"line break in {name}: {value!r}"
        value.encode("latin-1")  # as servers write it
    for name, wanted in _ALWAYS.items():
        if answer.header(name) != wanted:
            yield f"{name}: {answer.header(name)!r}"
    if answer.header("referrer-policy") not in _REFERRERS:
        yield f"Referrer-Policy: {answer.header('referrer-policy')!r}"
    # A browser keeps the policy of the page that has not been modified.
    is_page = path not in _PROBES and answer.status != 304
    if is_page and not answer.header("content-security-policy"):
        yield "no Content-Security-Policy"


def _of_kind(answer: Answer) -> Iterator[str]:
    """Say where the body is not what its header says."""
    kind = answer.header("content-type").partition(";")[0]
    if not answer.body or answer.header("content-encoding"):
        return
    read = _KINDS.get(kind)
    if read is None:
        yield f"a body of kind {kind!r}"
        return
    try:
        read(answer.body)
    except (ValueError, ET.ParseError) as error:
        yield f"not {kind}: {error} {answer.body[:80]!r}"


def _ways_out(answer: Answer) -> Iterator[str]:
    location = answer.header("location")
    if location and redirects.leads_away(location):
        yield f"leads to {location!r}"
    if redirects.MARK.encode() in answer.body:
        yield from redirects.ways_out(answer.body.decode())


def _html(body: bytes) -> None:
    text = body[:200].lstrip().lower()
    if not text.startswith((b"<!doctype html", b"<h1>", b"<svg", b"<p", b"<div")):
        raise ValueError("no HTML")
    body.decode()


_KINDS: dict[str, Callable[[bytes], object]] = {
    "text/html": _html,
    "text/plain": bytes.decode,
    "text/csv": bytes.decode,
    "text/javascript": bytes.decode,
    "application/json": json.loads,
    "application/feed+json": json.loads,
    "application/opensearchdescription+xml": ET.fromstring,
    **dict.fromkeys(_ET_KINDS, ET.fromstring),
    **dict.fromkeys(("image/gif", "image/jpeg", "image/png", "image/webp"), len),
}
"""What the portal answers with, and how that is read."""
