"""Who needs a second factor sets it up before anything else at the desk."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from portal.core.accounts.models import User
from portal.core.accounts.oidc.backend import came_by_provider
from portal.core.accounts.second_factor.rules import is_required, is_verified


class SecondFactorMiddleware:
    """Leads to the page where the second factor is set up, or shown in this session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(reverse("admin:index")):
            return self.get_response(request)
        user = request.user
        if not isinstance(user, User) or not is_required(user) or is_verified(request):
            return self.get_response(request)
        must_change_first = user.must_change_password and not came_by_provider(request)
        if must_change_first or request.path in _open_pages():
            return self.get_response(request)
        messages.info(request, "Tài khoản này phải có xác thực hai lớp trước khi làm việc.")
        return redirect("admin:second_factor")


def _open_pages() -> set[str]:
    """Return what may be opened before; none of it shows or changes anything of the portal."""
    names = ("second_factor", "password_change", "logout", "login", "sign_in_again", "jsi18n")
    return {reverse(f"admin:{name}") for name in names}
