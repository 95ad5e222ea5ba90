"""Signing in by the provider: setting out from the log-in page, and coming back."""

import logging
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.contrib.admin import site
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from portal.core.accounts.login import attempts
from portal.core.accounts.login.attempts import Key, Rule
from portal.core.accounts.login.devices import remember
from portal.core.accounts.login.forms import CodeForm, ticket_for
from portal.core.accounts.login.judging import Verdict
from portal.core.accounts.login.keys import place
from portal.core.accounts.login.views import in_words, let_in
from portal.core.accounts.models import User
from portal.core.accounts.oidc import backend, journeys
from portal.core.accounts.oidc.errors import ProviderError, ProviderSilent
from portal.core.accounts.oidc.matching import account_of
from portal.core.accounts.second_factor.codes import has_second_factor
from portal.core.audit.chain import record
from portal.core.audit.listeners import NO_SUCH_ACCOUNT, NOBODY
from portal.core.audit.verbs import Verb
from portal.core.site import absolute_url, local_path

BY_ADDRESS = Rule("oidc-address", free=30)
"""Returns from one address, behind which a whole office may sit; each asks the provider."""
_LONGEST = 1000
SILENT = "Dịch vụ đăng nhập ({name}) đang không trả lời. Hãy thử lại sau, hoặc dùng mật khẩu."
REFUSED = "Dịch vụ đăng nhập ({name}) không xác nhận lần này. Hãy thử lại, hoặc dùng mật khẩu."
STALE = "Lần đăng nhập ấy đã quá hạn hoặc bị ngắt giữa chừng. Hãy bấm lại nút bên dưới."
UNKNOWN = "Không vào được bằng {name}. Xin liên hệ người quản trị tài khoản của cổng."
LOCKED = "Quá nhiều lần không thành. Hãy thử lại sau {wait}."

logger = logging.getLogger(__name__)
View = Callable[[HttpRequest], HttpResponse]


def where_set(view: View) -> View:
    """Let a view answer only where a provider is set."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        if not settings.OIDC_ISSUER:
            raise Http404
        return view(request)

    return answer


@where_set
@never_cache
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider.

    By a page that leads on: a redirect would be held up by `form-action`, which the browser asks of
    all addresses that a form leads to, and nobody knows those of the provider beforehand.
    """
    from portal.core.accounts.oidc import tokens  # needs the library

    journey = journeys.set_out(_wanted(request.POST.get("next", "")))
    try:
        address = tokens.way_out(journey, _return_address(request))
    except ProviderError as error:
        return _refused(request, error, journey.wanted)
    context = {"title": "Đăng nhập", "address": address, "provider_name": settings.OIDC_NAME}
    context |= site.each_context(request)
    response = render(request, "admin/accounts/to_provider.html", context)
    journeys.pack(response, journey)
    return response


@where_set
@never_cache
@require_GET
def come_back(request: HttpRequest) -> HttpResponse:
    """Let in who comes back from the provider, or lead back to the log-in page.

    To a GET alone: a program that looks at the address beforehand would use the journey up.
    """
    response = _come_back(request)
    journeys.end(response)
    return response


def _come_back(request: HttpRequest) -> HttpResponse:
    journey = journeys.unpack(request)
    if journey is None:
        return _back(request, STALE, "a return without its journey")
    keys = [Key(BY_ADDRESS, place(request))]
    if lock := attempts.count(keys).lock:
        return _back(request, LOCKED.format(wait=in_words(lock.wait)), "too many returns")
    attempts.sweep(attempts.SWEPT_AT_ONCE)
    try:
        user, has_factor = _who(request, journey)
    except ProviderError as error:
        return _refused(request, error, journey.wanted)
    if user is None:
        failed = f"qua {settings.OIDC_NAME}"
        record(Verb.LOGIN_FAILED, by=None, title=NO_SUCH_ACCOUNT, name=NOBODY, after=failed)
        return _back(request, UNKNOWN, "no account, or not one alone", journey.wanted)
    attempts.forgive(keys)
    return _enter(request, user, journey.wanted, has_factor=has_factor)


def _who(request: HttpRequest, journey: journeys.Journey) -> tuple[User | None, bool]:
    """Return whose account it is, and whether a second factor shown to the provider counts."""
    from portal.core.accounts.oidc import tokens  # needs the library

    code = request.GET.get("code", "")
    if not code or "error" in request.GET or len(code) > 4000:
        raise ProviderError("came back without a code")
    if request.GET.get("iss", settings.OIDC_ISSUER) != settings.OIDC_ISSUER:
        raise ProviderError("came back from another provider")
    arrival = tokens.arrival(code, journey, _return_address(request))
    counts = arrival.has_second_factor and settings.OIDC_SECOND_FACTOR == "provider"
    return account_of(arrival.subject, arrival.email), counts


def _enter(request: HttpRequest, user: User, wanted: str, *, has_factor: bool) -> HttpResponse:
    """Begin the session as after a password; the code is asked for by the same page."""
    user.backend = backend.PATH
    if has_second_factor(user) and not has_factor:
        form = CodeForm(request, initial={"ticket": ticket_for(user)})
        context = {**site.each_context(request), "title": "Mã xác thực"}
        context |= {"form": form, "next": wanted}
        return render(request, "admin/accounts/code.html", context)
    response = HttpResponseRedirect(wanted)
    remember(request, response, let_in(request, Verdict(user)))
    if has_factor:
        backend.note_second_factor(request)
    return response


def _refused(request: HttpRequest, error: ProviderError, wanted: str) -> HttpResponse:
    sentence = SILENT if isinstance(error, ProviderSilent) else REFUSED
    return _back(request, sentence, str(error), wanted)


def _back(request: HttpRequest, sentence: str, why: str, wanted: str = "") -> HttpResponse:
    """Lead to the log-in page with a sentence; why, and nothing of whom, is for the log."""
    logger.warning("sign-in by the provider failed: %s", why)
    messages.error(request, sentence.replace("{name}", settings.OIDC_NAME))
    query = f"?{urlencode({'next': wanted})}" if wanted else ""
    return HttpResponseRedirect(reverse("admin:login") + query)


def _return_address(request: HttpRequest) -> str:
    return absolute_url(request, reverse("admin:provider_return"))


def _wanted(text: str) -> str:
    """Return where somebody wanted to go, if that is a page of this portal."""
    is_local = 0 < len(text) <= _LONGEST and local_path(text) == text
    return text if is_local else reverse("admin:index")
