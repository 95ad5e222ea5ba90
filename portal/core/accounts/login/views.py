"""The log-in page of the desk: password, then code; and the page of who must wait."""

from datetime import timedelta
from math import ceil
from typing import Any, cast

import django_otp
from django.contrib.auth import login
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from portal.core.accounts.login.devices import remember
from portal.core.accounts.login.forms import CodeForm, DeskLoginForm, ticket_for
from portal.core.accounts.login.judging import Verdict
from portal.core.accounts.models import User
from portal.core.accounts.sessions.idle import locked_account

CODE_MISSING = "Nhập thêm mã trong ứng dụng xác thực, hoặc một mã dự phòng."


class DeskLoginView(LoginView):
    """Django's own, with the second factor and with locks."""

    authentication_form = DeskLoginForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the password, or the code that follows it."""
        if "ticket" not in request.POST:
            return super().post(request, *args, **kwargs)
        form = CodeForm(request, request.POST)
        if form.is_valid():
            return self._open(form.verdict)
        if form.verdict.wait is not None:
            return self._locked(form.verdict)
        if form.is_too_late:
            request.method = "GET"
            fresh = DeskLoginForm(request)
            return self.render_to_response(
                self.get_context_data(form=fresh, notice=form.non_field_errors()[0])
            )
        return self._ask_for_code(form)

    def form_valid(self, form: Any) -> HttpResponse:
        """Let in, or ask for the code."""
        verdict: Verdict = form.verdict
        if verdict.needs_code and verdict.user is not None:
            ticket = ticket_for(verdict.user)
            return self._ask_for_code(CodeForm(self.request, initial={"ticket": ticket}))
        return self._open(verdict)

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say what was wrong, or for how long the door is shut."""
        if form.verdict.wait is not None:
            return self._locked(form.verdict)
        return super().form_invalid(form)

    def _open(self, verdict: Verdict) -> HttpResponse:
        response = HttpResponseRedirect(self.get_success_url())
        remember(self.request, response, let_in(self.request, verdict))
        return response

    def _ask_for_code(self, form: CodeForm) -> HttpResponse:
        context = self.get_context_data(form=form) | {"title": "Mã xác thực"}
        return render(self.request, "admin/accounts/code.html", context)

    def _locked(self, verdict: Verdict) -> HttpResponse:
        wait = verdict.wait or timedelta()
        context = self.get_context_data(form=None) | {
            "title": "Tạm khóa đăng nhập",
            "wait": in_words(wait),
            "may_add_code": verdict.may_add_code,
            "typed_name": self.request.POST.get("username", "")[:150],
        }
        response = render(self.request, "admin/accounts/locked.html", context, status=429)
        response["Retry-After"] = str(ceil(wait.total_seconds()))
        return response


def let_in(request: HttpRequest, verdict: Verdict) -> User:
    """Begin the session of a person who was judged, and return who it is.

    Whose desk was locked keeps the token: forms in other windows are still to be sent with it.
    """
    user = cast(User, verdict.user)
    token = request.META.get("CSRF_COOKIE") if locked_account(request) == user else None
    login(request, user)
    if token:
        request.META["CSRF_COOKIE"] = token
    if verdict.device is not None:
        django_otp.login(request, verdict.device)
    return user


def in_words(wait: timedelta) -> str:
    """Return "15 phút", "2 giờ", "1 giờ 5 phút"; never less than what is to be waited."""
    minutes = max(ceil(wait.total_seconds() / 60), 1)
    hours, minutes = divmod(minutes, 60)
    parts = [f"{hours} giờ"] * bool(hours) + [f"{minutes} phút"] * bool(minutes)
    return " ".join(parts)


def refusal(form: DeskLoginForm) -> str:
    """Return what was wrong, or how long the door is shut."""
    verdict = form.verdict
    if verdict.wait is None:
        return " ".join(str(error) for errors in form.errors.values() for error in errors)
    if verdict.may_add_code:
        return (
            "Tài khoản đang bị thử mật khẩu từ nhiều nơi. Nhập thêm mã xác thực, hoặc thử lại sau "
            f"{in_words(verdict.wait)}."
        )
    return f"Sai quá nhiều lần. Hãy thử lại sau {in_words(verdict.wait)}."
