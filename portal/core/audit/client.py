"""Where the hand is that does something now: the address of the request, or a command."""

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

from portal.core.throttle import client_address

COMMAND = "lệnh quản trị"
"""Stands for an address where there is no request."""
UNKNOWN = "không rõ"
"""Stands for an address that the web server did not tell."""
MAX_LENGTH = 60

_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)


_told: ContextVar[str] = ContextVar("told", default="")


@contextmanager
def on_behalf_of(address: str) -> Iterator[None]:
    """Have the trail name the address of a request that is answered only now."""
    token = _told.set(address)
    try:
        yield
    finally:
        _told.reset(token)


class ClientMiddleware:
    """Keeps the request at hand for its own length, for whoever writes the trail below."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _request.set(request)
        try:
            return self.get_response(request)
        finally:
            _request.reset(token)


def current_address() -> str:
    """Return the address that the trail names now."""
    if told := _told.get():
        return told
    request = _request.get()
    if request is None:
        return COMMAND
    return client_address(request).replace("\x00", "")[:MAX_LENGTH] or UNKNOWN


def operator() -> str:
    """Return how the trail calls whoever runs a command: by the account of the machine."""
    try:
        return f"{COMMAND} ({getpass.getuser()})"
    except (KeyError, OSError):  # a container may have accounts without names
        return COMMAND
