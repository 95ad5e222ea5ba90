"""What the scripts of an open form ask the server, and how it answers: JSON, never a page.

Every answer brings the token that the next request, or the form itself, must carry: a log-in in
another window has made the one in the page worthless.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils.cache import add_never_cache_headers

from portal.core.accounts.sessions.idle import passive
from portal.core.admin.lists import signed_in

P = ParamSpec("P")
Call = Callable[Concatenate[Any, HttpRequest, P], HttpResponse]

WRITER_HEADER = "X-Desk-Writer"
"""Whose form it is that asks: another account may have been signed in since it was opened."""


def answer(request: HttpRequest, status: int = 200, **values: object) -> JsonResponse:
    """Return what a script is told, with a token that is good from now on."""
    response = JsonResponse({"token": get_token(request), **values}, status=status)
    add_never_cache_headers(response)
    return response


def desk_call(view: Call[P]) -> Call[P]:
    """Guard a method of a `ModelAdmin` that scripts ask: 401 without the session of its writer.

    The log-in page, to which everything else of the desk leads, would be no use to a script.
    """

    @passive  # what the scripts ask on their own says nothing of whether somebody is there
    @wraps(view)
    def guarded(
        model_admin: Any, request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        if not model_admin.admin_site.has_permission(request):
            message = "Phiên làm việc đã hết. Chữ vẫn còn nguyên trên trang này."
            return answer(request, 401, message=message)
        user, writer = signed_in(request), request.headers.get(WRITER_HEADER)
        if writer and writer != str(user.pk):
            message = f"Ở cửa sổ khác đã đăng nhập tài khoản “{user}”. Chữ vẫn còn trên trang này."
            return answer(request, 401, message=message)
        try:
            return view(model_admin, request, *args, **kwargs)
        except PermissionDenied as error:
            message = f"{error} Chữ vẫn còn trên trang này: hãy chép ra trước khi đóng."
            return answer(request, 403, message=message)

    return guarded
