"""Marks public requests, and makes a page anew from the primary when its replica fails."""

from collections.abc import Callable

from django.conf import settings
from django.db import Error
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
        with from_replicas():
            response = self.get_response(request)
        if isinstance(response, _Failed):
            request.__dict__.clear()
            request.__dict__.update(before)
            response = self.get_response(request)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Have a page made anew whose replica failed, was too slow or lacks a table yet."""
        reading = current()
        if reading is not None and isinstance(error, Error) and reading.give_up(error):
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
