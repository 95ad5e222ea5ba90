"""So many requests a minute from one address, and no more.

The count is kept in Django's cache for a minute, under a keyed hash: nobody can read an address
out of it.  It guards the database from a program that asks without end; a household or an office
behind one address shall never notice it.  Where the cache has no answer, the request goes on.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

WINDOW = 60
"""Seconds in which requests are counted."""


def throttled(name: str, limit: int) -> Callable[[View[P]], View[P]]:
    """Guard a view: answer 429 to what an address asks beyond `limit` requests a minute.

    Views of one `name` are counted together.
    """

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if _count(f"throttle:{name}", request) > limit:
                return too_many(request)
            return view(request, *args, **kwargs)

        return guarded

    return guard


def too_many(request: HttpRequest) -> HttpResponse:
    """Answer that the address has asked too often, and when it may ask again."""
    response = render(request, "429.html", {"q": request.GET.get("q", "")[:200]}, status=429)
    response["Retry-After"] = str(WINDOW)
    response["Cache-Control"] = "no-store"
    return response


def client_address(request: HttpRequest) -> str:
    """Return the address of the reader, told by our own proxy where there is one.

    What a proxy says is believed only from `settings.TRUSTED_PROXIES`, and only its own, the
    last, entry of X-Forwarded-For: anybody may send that header.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    if address in settings.TRUSTED_PROXIES:
        told = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rsplit(",", 1)[-1].strip()
        return told or address
    return address


def _count(salt: str, request: HttpRequest) -> int:
    """Return how many requests the address has made in this minute, this one included."""
    value = f"{client_address(request)} {int(time.time() // WINDOW)}"
    key = salted_hmac(salt, value, algorithm="sha256").hexdigest()
    try:
        cache.add(key, 0, timeout=WINDOW)
        return int(cache.incr(key))
    except Exception:
        return 0
