"""A client before the portal as an application server runs it: with what it repeats by itself."""

from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.test.client import Client, ClientHandler

from portal.core.pagecache.repeats import Repeated


class RepeatingClient(Client):
    """A reader who is answered by whatever stands before Django, too."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.handler = _Handler()
        self.repeated = 0

    def request(self, **request: Any) -> Any:
        """Ask; count what Django was not asked."""
        response = super().request(**request)
        self.repeated += isinstance(response, _Repetition)
        return response


class _Repetition(HttpResponse):
    """An answer that Django has not made."""


class _Handler(ClientHandler):
    def __init__(self) -> None:
        super().__init__(enforce_csrf_checks=False)
        self._server: Any = Repeated(self._portal)

    def __call__(self, environ: dict[str, Any]) -> Any:
        told: list[Any] = []
        answer = self._server(environ, lambda *said: told.extend(said))
        if not isinstance(answer, list):
            return answer
        response: Any = _Repetition(
            answer[0], status=int(told[0].split()[0]), headers=dict(told[1])
        )
        response.wsgi_request = WSGIRequest(environ)
        return response

    def _portal(self, environ: dict[str, Any], start: Any) -> Any:
        response = super().__call__(environ)
        start(f"{response.status_code} {response.reason_phrase}", list(response.items()))
        return response
