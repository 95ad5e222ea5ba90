"""The portal as an application server asks it, with as little around it as that takes."""

import traceback
from typing import Any, NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.core.signals import got_request_exception, request_finished, request_started
from django.db import close_old_connections, transaction
from django.test import Client

from portal.core.accounts.models import User
from portal.core.handler import PortalHandler, PortalRequest
from portal.core.pagecache.repeats import Repeated
from tests.fuzz.asked import Asked

_HAS_TOKEN = "fuzz.token"
_ABOUT_REQUESTS = (request_started, request_finished)


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes
    error: str = ""
    """How an exception came about that no view has caught; empty where there was none."""

    def header(self, name: str) -> str:
        """Return the header of a name, empty where there is none."""
        return next((value for key, value in self.headers if key.lower() == name), "")


class Portal:
    """The portal, asked by nobody or by accounts; every request leaves it as it was."""

    def __init__(self, people: dict[str, User]) -> None:
        self._sessions = {name: _session(user) for name, user in people.items()}
        self._errors: list[str] = []
        self._applications = {kept: _application(is_stored=kept) for kept in (False, True)}
        got_request_exception.connect(self._note)
        for signal in _ABOUT_REQUESTS:  # what the requests ask for is in a transaction
            signal.disconnect(close_old_connections)

    def close(self) -> None:
        """Leave Django as it was."""
        got_request_exception.disconnect(self._note)
        request_finished.send(sender=type(self))  # a client may have hung up before the last was
        for signal in _ABOUT_REQUESTS:
            signal.connect(close_old_connections)

    def ask(self, asked: Asked) -> Answer:
        """Ask, and take back whatever the request has changed."""
        cache.clear()  # nobody is slowed down
        self._errors.clear()
        settings.PAGE_CACHE = asked.is_stored
        with transaction.atomic():
            answer = self._answer(asked)
            transaction.set_rollback(True)
        return answer

    def application(self, environ: dict[str, Any], start_response: Any) -> Any:
        """Answer as an application of WSGI."""
        with transaction.atomic():
            answer = self._applications[False]({_HAS_TOKEN: True, **environ}, start_response)
            transaction.set_rollback(True)
        return answer

    def _answer(self, asked: Asked) -> Answer:
        environ = asked.environ()
        environ[_HAS_TOKEN] = asked.has_token
        if session := self._sessions.get(asked.who):
            environ["HTTP_COOKIE"] = "; ".join(filter(None, (environ.get("HTTP_COOKIE"), session)))
        told: list[Any] = []
        try:
            parts = self._applications[asked.is_stored](environ, lambda *said: told.extend(said))
            body = b"".join(parts)
            getattr(parts, "close", bool)()
        except Exception as error:
            return Answer(500, [], b"", "".join(traceback.format_exception(error)))
        return Answer(int(told[0].split()[0]), told[1], body, "".join(self._errors))

    def _note(self, **kwargs: Any) -> None:
        self._errors.append(traceback.format_exc())


class _Request(PortalRequest):
    def __init__(self, environ: dict[str, Any]) -> None:
        super().__init__(environ)
        self._dont_enforce_csrf_checks = environ[_HAS_TOKEN]


class _Handler(PortalHandler):
    request_class = _Request


def _session(user: User) -> str:
    client = Client()
    client.force_login(user)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def _application(*, is_stored: bool) -> Any:
    settings.PAGE_CACHE = is_stored
    return Repeated(_Handler())
