"""What no request of a reader or an editor ever holds."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


class NulGuardMiddleware:
    """Answers 400 to a NUL in address or cookie: PostgreSQL raises an error for it deep inside.

    Forms have their own check, which speaks at the field.  In a cookie a NUL comes as "\\000".
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL in the address")
        if "\\000" in request.META.get("HTTP_COOKIE", ""):
            raise BadRequest("NUL in a cookie")
        return self.get_response(request)


def public_form(view: View[P]) -> View[P]:
    """Guard a form that anybody may send, without a cookie in everybody's browser.

    Django's token would need one.  Instead the browser itself says where the form came from
    (`Sec-Fetch-Site`, or `Origin` from older ones), and what another site has sent is refused.
    A program that sends neither is no browser that a stranger's page could abuse.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method == "POST" and not _is_from_here(request):
            raise PermissionDenied("Biểu mẫu này được gửi từ một trang khác, nên cổng không nhận.")
        return view(request, *args, **kwargs)

    return guarded


def _is_from_here(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    try:
        return not origin or urlsplit(origin).netloc == request.get_host()
    except ValueError:  # no address at all
        return False
