"""Marks public requests, and makes a page anew from elsewhere when its database fails."""

from collections.abc import Callable

from django.conf import settings
from django.db import Error, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from portal.core.replicas.reading import current, from_replicas


class ReplicaMiddleware:
    """Stands next to the views, so that only they run twice.

    The desk, whoever is signed in, and addresses that give a right away (a share link may have
    been revoked just now) read from the primary.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_public(request):
            return self.get_response(request)
        before = request.__dict__.copy()
        with from_replicas() as reading:
            response = self.get_response(request)
            while isinstance(response, _Failed):  # thrice at most: each database is given up once
                request.__dict__.clear()
                request.__dict__.update(before)
                response = self.get_response(request)
        if reading.may_be_old:  # nobody shall keep it for the newest
            response.headers["Cache-Control"] = "no-store"
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Have a page made anew whose database failed.

        From the primary where a replica failed, was too slow or lacks a table yet; from any
        replica where the primary is gone.
        """
        reading = current()
        if reading is None or not isinstance(error, Error):
            return None
        is_gone = isinstance(error, OperationalError | InterfaceError)
        if reading.give_up(error) or (is_gone and reading.do_without_primary()):
            return _Failed()
        return None


class _Failed(HttpResponse):
    """Stands for the page until it is made anew; nobody ever gets it."""

    status_code = 503


def is_public(request: HttpRequest) -> bool:
    """Return whether anybody would be given the same page."""
    private = (reverse("admin:index"), reverse("preview:shared", args=["-"]).rpartition("-")[0])
    return (
        request.method in {"GET", "HEAD"}
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not request.path.startswith(private)
    )
