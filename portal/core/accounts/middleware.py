"""What every request of a signed-in person passes."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from portal.core.accounts.models import User
from portal.core.accounts.oidc.backend import came_by_provider
from portal.core.accounts.sessions import registry

_SEEN_EVERY = timedelta(minutes=5)
"""A write per click would be a write lock per click on SQLite."""


class AccountMiddleware:
    """Notes when accounts were last active, and has a given password changed first.

    Public pages never touch the session, so they cost nothing here and set no cookie.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(reverse("admin:index")):
            return self.get_response(request)
        user = request.user
        if isinstance(user, User):
            _note_activity(request, user)
            allowed = {reverse("admin:password_change"), reverse("admin:logout")}
            must = user.must_change_password and not came_by_provider(request)
            if must and request.path not in allowed:
                messages.info(request, "Hãy đặt mật khẩu mới của riêng ông/bà trước khi làm việc.")
                return redirect("admin:password_change")
        return self.get_response(request)


def _note_activity(request: HttpRequest, user: User) -> None:
    now = timezone.now()
    if user.last_seen_at is None or now - user.last_seen_at > _SEEN_EVERY:
        User.objects.filter(pk=user.pk).update(last_seen_at=now)
        registry.note_seen(request, user)
