"""What is sent to a locked desk waits, in the page itself, until the password is typed.

Where the scripts of a form run they offer to sign in over it.  Without them, or where they have
failed, the form itself arrives.  The page that asks for the password then carries its fields along,
and the right password sends them on their way as if nothing had happened.  Nothing is stored.
"""

from collections.abc import Callable
from math import ceil
from typing import Any

from django.conf import settings
from django.contrib.admin import site
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters

from portal.core.accounts.login.devices import remember
from portal.core.accounts.login.forms import DeskLoginForm
from portal.core.accounts.login.views import CODE_MISSING, let_in, refusal
from portal.core.accounts.models import User
from portal.core.accounts.second_factor.codes import has_second_factor
from portal.core.accounts.sessions.carrying import carried, take_out
from portal.core.accounts.sessions.idle import locked_account

PASSWORD, CODE = "_unlock_password", "_unlock_code"
WRONG = "Mật khẩu không đúng. Những gì đã gõ vẫn còn nguyên; hãy gõ lại mật khẩu."
WRONG_ONE = "Mật khẩu hoặc mã không đúng. Những gì đã gõ vẫn còn nguyên; hãy gõ lại cả hai."


class WaitingFormMiddleware:
    """Answers a form that came to a locked desk; stands before what asks who is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        # Before the password is judged, and before fields of anybody come with a fresh token:
        # another site must not have its form confirmed by the owner of the desk.
        self.unlock = csrf_protect(sensitive_post_parameters(PASSWORD, CODE)(self._unlock))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_form(request):
            return self.get_response(request)
        if PASSWORD in request.POST:
            if locked_account(request):
                return self.unlock(request)
            take_out(request, {PASSWORD, CODE})  # signed in meanwhile, in another window
        return self._go_on(request)

    def _go_on(self, request: HttpRequest) -> HttpResponse:
        """Let the form through; where it is led to a door instead, keep it waiting there."""
        response = self.get_response(request)
        if not isinstance(response, HttpResponseRedirect):
            return response
        here = request.get_full_path()
        if response.url == redirect_to_login(here, reverse("admin:login")).url:
            account = locked_account(request)
            return _waiting(request, account=account) if account else response
        doors = {reverse("admin:password_change"), reverse("admin:second_factor")}
        if response.url in doors and request.path not in doors:
            return _waiting(request, door=response.url)
        return response

    def _unlock(self, request: HttpRequest) -> HttpResponse:
        """Judge the password as the log-in page does, then let the form through without it."""
        account = locked_account(request)
        typed = {
            "username": account.get_username() if account else "",
            "password": request.POST.get(PASSWORD, ""),
            "code": request.POST.get(CODE, ""),
        }
        form = DeskLoginForm(request, data=typed)
        if not form.is_valid():
            return _refused(request, account, form)
        if form.verdict.needs_code:
            return _waiting(request, account=account, mistake=CODE_MISSING)
        user = let_in(request, form.verdict)
        take_out(request, {PASSWORD, CODE})
        response = self._go_on(request)
        remember(request, response, user)
        return response


def _is_form(request: HttpRequest) -> bool:
    """Return whether a page of the desk has sent it; scripts ask and are answered as ever."""
    if request.method != "POST" or not request.path.startswith(reverse("admin:index")):
        return False
    mode = request.headers.get("Sec-Fetch-Mode")  # older browsers do not say
    return mode == "navigate" if mode else "text/html" in request.headers.get("Accept", "")


def _refused(request: HttpRequest, account: User | None, form: DeskLoginForm) -> HttpResponse:
    wait = form.verdict.wait
    if wait is None:
        mistake = WRONG_ONE if request.POST.get(CODE) else WRONG
        return _waiting(request, account=account, mistake=mistake)
    response = _waiting(request, account=account, mistake=refusal(form), status=429)
    response["Retry-After"] = str(ceil(wait.total_seconds()))
    return response


@csrf_protect
def _waiting(
    request: HttpRequest,
    *,
    account: User | None = None,
    door: str = "",
    mistake: str = "",
    status: int = 403,
) -> HttpResponse:
    """Show the page in which the form waits: for the password of `account`, or behind a `door`."""
    context: dict[str, Any] = {
        **site.each_context(request),
        "title": "Bàn làm việc đã khóa" if account else "Còn một việc trước khi gửi",
        "carried": carried(request, without={PASSWORD, CODE}),
        "account": account,
        "asks_for_code": account is not None and has_second_factor(account),
        "door": door,
        "mistake": mistake,
        "provider_name": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
        "password_name": PASSWORD,
        "code_name": CODE,
    }
    response = render(request, "admin/accounts/waiting.html", context, status=status)
    add_never_cache_headers(response)
    return response
