"""Asking the provider: a short question, a short answer, no redirect followed."""

import http.client
import json
import ssl
from typing import Any
from urllib.parse import urlsplit

from portal.core.accounts.oidc.addresses import is_safe
from portal.core.accounts.oidc.errors import ProviderError, ProviderSilent
from portal.core.doctor.limits import TimeIsUp, within

PATIENCE = 5.0
"""Seconds for one question, the look-up of the name among them: somebody waits for the page."""
MOST = 256 * 1024
"""Bytes; what providers answer has a few thousand."""


def ask(url: str, *, form: str | None = None, headers: dict[str, str] | None = None) -> Any:
    """Return the JSON object that `url` answers; with a `form`, which is sent, to a POST.

    Addresses come from the settings, or from the provider that they name.
    """
    if not is_safe(url):
        raise ProviderError("an address that is not https")
    try:
        status, body = within(PATIENCE, lambda: _ask(url, form, headers or {}))
    except (OSError, http.client.HTTPException, TimeIsUp, ValueError) as error:
        raise ProviderSilent(f"no answer ({type(error).__name__})") from None
    if status >= 500 or status == 429:
        raise ProviderSilent(f"answered {status}")
    if status != 200:  # a redirect, too: it would carry the secret to another place
        raise ProviderError(f"answered {status}")
    if len(body) > MOST:
        raise ProviderError("answered too much")
    return _object(body)


def _ask(url: str, form: str | None, headers: dict[str, str]) -> tuple[int, bytes]:
    parts = urlsplit(url)
    connection = _connection(parts.hostname or "", parts.port, is_tls=parts.scheme == "https")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        method = "GET" if form is None else "POST"
        connection.request(method, target, form, {"Accept": "application/json", **headers})
        answer = connection.getresponse()
        return answer.status, answer.read(MOST + 1)
    finally:
        connection.close()


def _connection(host: str, port: int | None, *, is_tls: bool) -> http.client.HTTPConnection:
    if not is_tls:
        return http.client.HTTPConnection(host, port, timeout=PATIENCE)
    context = ssl.create_default_context()
    return http.client.HTTPSConnection(host, port, timeout=PATIENCE, context=context)


def _object(body: bytes) -> Any:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        raise ProviderError("answered no JSON") from None
    if not isinstance(answer, dict):
        raise ProviderError("answered no JSON object")
    return answer
