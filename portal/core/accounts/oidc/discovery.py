"""What the provider tells about itself and which keys it signs with; asked for once an hour.

Kept in this process alone: whoever could write such keys into a shared cache could come in as
anybody.
"""

import time
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from authlib.oidc.discovery import get_well_known_url

from portal.core.accounts.oidc.addresses import is_safe
from portal.core.accounts.oidc.errors import ProviderError, ProviderSilent
from portal.core.accounts.oidc.transport import ask

_FRESH = 3600.0
_KEYS_ANEW = 60.0
"""Seconds between two looks for a key that is not known: whoever sends made-up ones asks for it."""
_SILENT = 15.0
"""Seconds for which a provider that did not answer is not asked again: each would hold a worker."""
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_RSA_LETTERS = 342
"""Of a modulus of 2048 bits, as keys are written."""


class Provider:
    """One provider, as it was when it was last asked."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self._kept: dict[str, tuple[float, dict[str, Any]]] = {}
        self._silent_until = 0.0
        self._anew_at = 0.0

    def metadata(self) -> dict[str, Any]:
        """Return its addresses, and what it can do."""
        return self._fresh("metadata", self._ask_metadata)

    def keys(self, *, anew: bool = False) -> dict[str, Any]:
        """Return the keys that it signs with; `anew` where one is missing, but not all the time."""
        if anew and time.monotonic() >= self._anew_at:
            self._anew_at = time.monotonic() + _KEYS_ANEW
            self._kept.pop("keys", None)
        return self._fresh("keys", self._ask_keys)

    def _fresh(self, name: str, load: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        now = time.monotonic()
        until, value = self._kept.get(name, (0.0, {}))
        if now < until:
            return value
        if now < self._silent_until:
            raise ProviderSilent("was silent a moment ago")
        try:
            value = load()
        except ProviderSilent:
            self._silent_until = time.monotonic() + _SILENT
            raise
        self._kept[name] = (now + _FRESH, value)
        return value

    def _ask_metadata(self) -> dict[str, Any]:
        told: dict[str, Any] = ask(get_well_known_url(self.issuer, external=True))
        if told.get("issuer") != self.issuer:
            raise ProviderError("discovery names another issuer")
        if not all(is_safe(told.get(name)) for name in _ENDPOINTS):
            raise ProviderError("discovery lacks an address, or has one that is not https")
        return told

    def _ask_keys(self) -> dict[str, Any]:
        keys = ask(self.metadata()["jwks_uri"]).get("keys")
        rows = keys if isinstance(keys, list) else []
        return {"keys": [key for key in rows if isinstance(key, dict) and _signs(key)]}


def _signs(key: dict[str, Any]) -> bool:
    """Return whether a key may sign: public, of a kind that is accepted, and long enough."""
    if key.get("use", "sig") != "sig":
        return False
    is_long = len(str(key.get("n", ""))) >= _RSA_LETTERS
    return key.get("kty") == "EC" or (key.get("kty") == "RSA" and is_long)


@lru_cache(maxsize=4)
def provider(issuer: str) -> Provider:
    """Return what this process knows of a provider."""
    return Provider(issuer)
