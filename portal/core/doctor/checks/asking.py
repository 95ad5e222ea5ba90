"""Asking over the network, as a reader's browser would: a short question, no redirect followed."""

import http.client
import ssl
from datetime import UTC, datetime
from email.message import Message
from typing import NamedTuple
from urllib.parse import urlsplit

from portal.core.doctor import limits

PATIENCE = 5.0
"""Seconds for one question, the look-up of the name among them."""


class Reply(NamedTuple):
    """What was answered."""

    status: int
    headers: Message
    certificate_ends: datetime | None


def ask(url: str) -> Reply:
    """Return the answer to a HEAD request; raises `OSError`, `HTTPException` or `TimeIsUp`.

    Only addresses from the settings are asked, never one that somebody has typed into a form.
    """
    return limits.within(PATIENCE, lambda: _ask(url))


def _ask(url: str) -> Reply:
    parts = urlsplit(url)
    host = parts.hostname or ""
    connection: http.client.HTTPConnection
    if parts.scheme == "https":
        context = ssl.create_default_context()
        connection = http.client.HTTPSConnection(
            host, parts.port, timeout=PATIENCE, context=context
        )
    else:
        connection = http.client.HTTPConnection(host, parts.port, timeout=PATIENCE)
    try:
        connection.connect()
        ends = _certificate_ends(connection)
        connection.request("HEAD", parts.path or "/", headers={"User-Agent": "cong-doctor"})
        answer = connection.getresponse()
        return Reply(answer.status, answer.headers, ends)
    finally:
        connection.close()


def _certificate_ends(connection: http.client.HTTPConnection) -> datetime | None:
    certificate = (
        connection.sock.getpeercert() if isinstance(connection.sock, ssl.SSLSocket) else None
    )
    if not certificate:
        return None
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(certificate["notAfter"])), tz=UTC)
