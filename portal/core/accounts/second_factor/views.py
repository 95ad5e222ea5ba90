"""One's own second factor: setting it up, showing it, new recovery codes, taking it away."""

from typing import Any

import django_otp
from django.contrib import messages
from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from portal.core.accounts.second_factor import codes
from portal.core.accounts.second_factor.drawing import qr_code, secret_in_groups
from portal.core.accounts.second_factor.forms import OneCodeForm, ShowCodeForm
from portal.core.accounts.second_factor.rules import is_required, is_verified
from portal.core.accounts.sessions import registry
from portal.core.admin.lists import signed_in


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Set the second factor up where there is none, ask for it, or show what may be done."""
    if not codes.has_second_factor(signed_in(request)):
        return _set_up(request)
    if not is_verified(request):
        return _show_code(request)
    return _keep(request)


def _set_up(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    form = OneCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        confirmed = codes.confirm(user, form.cleaned_data["code"])
        if confirmed is not None:
            app, fresh = confirmed
            django_otp.login(request, app)
            # What was opened with the password alone ends: it may be somebody else's.
            registry.end_silently(user, but=request.session.session_key or "")
            return _codes_page(request, fresh, "Đã bật xác thực hai lớp")
        form.add_error(
            "code", "Mã không đúng. Xem lại đồng hồ của điện thoại rồi nhập mã mới hiện."
        )
    app = codes.device_to_confirm(user)
    context = {"form": form, "picture": qr_code(app), "secret": secret_in_groups(app)}
    return _page(request, "set_up", "Bật xác thực hai lớp", **context)


def _show_code(request: HttpRequest) -> HttpResponse:
    form = ShowCodeForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        django_otp.login(request, form.device)
        return redirect("admin:index")
    return _page(request, "show_code", "Mã xác thực", form=form)


def _keep(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    form = ShowCodeForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        if "_renew" in request.POST:
            fresh = codes.renew_recovery_codes(user)
            return _codes_page(request, fresh, "Mã dự phòng mới")
        if "_remove" in request.POST and not is_required(user):
            codes.remove(user, by=user)
            messages.success(request, "Đã tắt xác thực hai lớp.")
            return redirect("admin:security")
    context = {"form": form, "left": codes.recovery_codes_left(user)}
    return _page(request, "keep", "Xác thực hai lớp", may_remove=not is_required(user), **context)


def _codes_page(request: HttpRequest, fresh: list[str], title: str) -> HttpResponse:
    response = _page(request, "recovery_codes", title, codes=fresh)
    response["Cache-Control"] = "no-store"
    return response


def _page(request: HttpRequest, name: str, title: str, **context: Any) -> HttpResponse:
    context |= {**site.each_context(request), "title": title}
    return TemplateResponse(request, f"admin/accounts/{name}.html", context)
