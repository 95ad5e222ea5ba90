"""The way to the provider and back: what the browser carries, so that nobody else returns for it.

A signed cookie that lives ten minutes, is sent to the address of the return alone, and is good for
once.  Nothing is stored for who never comes back.
"""

import secrets
from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from portal.core.accounts.login import attempts
from portal.core.accounts.login.attempts import Key, Rule

COOKIE = "provider_journey"
MAX_AGE = 600
_SALT = "portal.core.accounts.oidc"
_ONCE = Rule("oidc-state", free=1)
"""The first use locks for longer than the cookie lives."""


class Journey(NamedTuple):
    """What must be the same at the return."""

    state: str
    nonce: str
    verifier: str
    wanted: str
    """Where the person wanted to go, within the portal."""


def set_out(wanted: str) -> Journey:
    """Return a new journey; nobody can guess any of it."""
    state, nonce, verifier = (secrets.token_urlsafe(48) for _ in range(3))
    return Journey(state, nonce, verifier, wanted)


def pack(response: HttpResponse, journey: Journey) -> None:
    """Have the browser carry it."""
    response.set_cookie(
        COOKIE,
        signing.dumps(list(journey), salt=_SALT),
        max_age=MAX_AGE,
        path=reverse("admin:provider_return"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def unpack(request: HttpRequest) -> Journey | None:
    """Return the journey that this return belongs to, once; nothing if it is none of ours."""
    cookie = request.COOKIES.get(COOKIE, "")
    try:
        journey = Journey(*signing.loads(cookie, salt=_SALT, max_age=MAX_AGE))
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if not constant_time_compare(journey.state, request.GET.get("state", "")):
        return None
    return journey if attempts.count([Key(_ONCE, journey.state)]).lock is None else None


def end(response: HttpResponse) -> None:
    """Take the cookie away, whatever became of it."""
    response.delete_cookie(COOKIE, path=reverse("admin:provider_return"), samesite="Lax")
