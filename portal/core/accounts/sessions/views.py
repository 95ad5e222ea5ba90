"""Where an account is signed in: one's own page, and that of who keeps the accounts."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST

from portal.core.accounts.models import User
from portal.core.accounts.oidc.matching import tie_of, untie
from portal.core.accounts.second_factor import codes
from portal.core.accounts.sessions import registry
from portal.core.accounts.sessions.models import DeskSession
from portal.core.admin.lists import signed_in

MOST = 50
"""Sessions that a page shows; all of them are ended together."""


@require_http_methods(["GET", "HEAD", "POST"])
def security(request: HttpRequest) -> HttpResponse:
    """Show one's own sessions and second factor; end one session, or all the others."""
    me = signed_in(request)
    if request.method == "POST":
        number = request.POST.get("session", "")
        rows = DeskSession.objects.exclude(session_key=request.session.session_key)
        if number.isdecimal() and len(number) <= 15:
            rows = rows.filter(pk=int(number))
        ended = registry.end(rows, me, by=me)
        messages.success(request, f"Đã kết thúc {ended} phiên đăng nhập.")
        return redirect("admin:security")
    return _page(request, me, "Bảo mật của tôi", "security", is_demo_portal=settings.DEMO)


@require_http_methods(["GET", "HEAD", "POST"])
def account_security(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how an account signs in; end all its sessions, or take a way of signing in away."""
    account = account_in_care(request, pk)
    if request.method == "POST":
        if "_reset" in request.POST:
            codes.remove(account, by=signed_in(request))
            registry.end_silently(account)
            messages.success(request, f"Đã đặt lại xác thực hai lớp của {account}.")
        elif "_untie" in request.POST:
            untie(account, by=signed_in(request))
            messages.success(request, f"Đã gỡ {account} khỏi {settings.OIDC_NAME}.")
        else:
            rows = DeskSession.objects.all()
            ended = registry.end(rows, account, by=signed_in(request))
            messages.success(request, f"Đã kết thúc {ended} phiên đăng nhập của {account}.")
        return redirect("admin:account_security", pk)
    return _page(request, account, f"Đăng nhập của {account}", "account_security")


@require_POST
def at_hand(request: HttpRequest) -> HttpResponse:
    """Take note that somebody sits at an open page; the middleware has done so by now."""
    return HttpResponse(status=204)


def account_in_care(request: HttpRequest, pk: int) -> User:
    """Return an account of which the person takes care: never one's own, by the admin's rules."""
    account = get_object_or_404(User, pk=pk)
    is_own = account.pk == signed_in(request).pk
    if is_own or not site.get_model_admin(User).has_change_permission(request, account):
        raise PermissionDenied("Trang này dành cho người quản trị tài khoản, về tài khoản khác.")
    return account


def _page(
    request: HttpRequest, account: User, title: str, template: str, **context: Any
) -> HttpResponse:
    context |= {
        **site.each_context(request),
        "title": title,
        "account": account,
        "sessions": registry.of(account)[:MOST],
        "has_second_factor": codes.has_second_factor(account),
        "codes_left": codes.recovery_codes_left(account),
        "tie": tie_of(account),
        "provider_name": settings.OIDC_NAME,
        "this_key": request.session.session_key,
    }
    return TemplateResponse(request, f"admin/accounts/{template}.html", context)
