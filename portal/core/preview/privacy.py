"""What must stay between those who were given a link."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def confidential(view: View[P]) -> View[P]:
    """Guard a view: its answers are kept by no cache and no search engine, and no site that is
    visited from them learns their address.

    robots.txt must not name these addresses: whoever is kept from reading a page never sees that
    it asks not to be indexed, and its bare address would be listed all the same.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return guarded
