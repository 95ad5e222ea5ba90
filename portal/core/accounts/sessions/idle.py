"""A desk that nobody sits at is locked after a quarter of an hour.

What the scripts of an open page ask by themselves is no sign that somebody is there; such views are
marked `passive`.  Keys and clicks are: `at_hand.js` tells of them, once a minute.  What is typed
stays in the page, in the browser and on the server (`portal.core.drafts`); the scripts of the form
offer to sign in over it.  What is sent all the same waits for the password (`waiting.py`).
"""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from portal.core.accounts.models import User
from portal.core.accounts.sessions import registry

_SEEN = "at_hand"
_LOCKED = "locked_of"
"""Whose session it was; nothing is opened by that."""
_WRITTEN_EVERY = 60.0
"""Seconds; a session is stored no oftener, and so locked at most so much too early."""

View = TypeVar("View", bound=Callable[..., Any])


def passive(view: View) -> View:
    """Mark a view that scripts ask whether or not somebody is there."""
    view.is_passive = True  # type: ignore[attr-defined]
    return view


def on_logged_in(request: HttpRequest, **kwargs: object) -> None:
    """Begin to count, whoever sat here before."""
    request.session[_SEEN] = time.time()
    request.session.pop(_LOCKED, None)


def locked_account(request: HttpRequest) -> User | None:
    """Return whose session it is that was locked, if nobody has signed in since."""
    pk = request.session.get(_LOCKED)
    return User.objects.filter(pk=pk, is_active=True).first() if pk else None


class IdleMiddleware:
    """Ends the session of a desk that was left alone, and notes when somebody is there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _counts(request) and _idle(request) >= settings.SESSION_IDLE_MINUTES * 60:
            _lock(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> None:
        """Note that somebody is there, unless a script asks by itself."""
        if getattr(view, "is_passive", False) or not _counts(request):
            return
        if _idle(request) >= _WRITTEN_EVERY:
            request.session[_SEEN] = time.time()


def _counts(request: HttpRequest) -> bool:
    """Return whether there is a session that may grow idle; pages of the public have none."""
    if not settings.SESSION_IDLE_MINUTES or not request.path.startswith(reverse("admin:index")):
        return False
    return SESSION_KEY in request.session


def _lock(request: HttpRequest) -> None:
    """Take everything out of the session but whose it was.

    A page then leads to the log-in, and a script is told so: both find nobody here.  The session
    keeps its name, because scripts and forms of several windows may be on their way with it;
    whoever signs in is given another.
    """
    pk = request.session[SESSION_KEY]
    registry.on_logged_out(request)
    request.session.clear()
    request.session[_LOCKED] = pk


def _idle(request: HttpRequest) -> float:
    """Return for how many seconds nobody was there; a session from before this begins now."""
    seen = request.session.get(_SEEN)
    if seen is None:
        request.session[_SEEN] = seen = time.time()
    return time.time() - float(seen)
