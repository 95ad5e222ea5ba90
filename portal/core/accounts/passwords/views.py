"""A forgotten password: a link by mail, good for an hour and for one new password.

Whoever asks is told the same, and waits as long, whether or not there is such an account.
"""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.admin import site
from django.contrib.auth.views import PasswordResetConfirmView
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.core.accounts.login import attempts
from portal.core.accounts.login.attempts import Key, Rule
from portal.core.accounts.login.devices import remember
from portal.core.accounts.login.keys import place
from portal.core.accounts.login.views import in_words
from portal.core.accounts.models import User
from portal.core.accounts.passwords.links import ask_for_link
from portal.core.accounts.sessions import registry
from portal.core.audit.chain import record
from portal.core.audit.verbs import Verb

BY_ADDRESS = Rule("reset-address", free=10, first=timedelta(hours=1))
BY_NAME = Rule("reset-name", free=3, first=timedelta(hours=1))


class AskForm(forms.Form):
    """Whose password was forgotten."""

    name = forms.CharField(
        label="Tên đăng nhập hoặc thư điện tử",
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask whose password was forgotten, and send the link."""
    form = AskForm(request.POST or None)
    if not settings.MAIL_ENABLED:
        return _page(request, "no_mail", "Quên mật khẩu")
    if request.method == "POST" and form.is_valid():
        counted = attempts.count([Key(BY_ADDRESS, place(request))])
        if counted.lock is not None:
            wait = in_words(counted.lock.wait)
            return _page(request, "locked", "Hãy đợi một lúc", status=429, wait=wait)
        name = form.cleaned_data["name"].strip().lower()
        # What one account is sent in an hour has a limit, too; but nobody is told of that.
        if attempts.count([Key(BY_NAME, name)]).lock is None:
            ask_for_link(name)
        return redirect("admin:password_link_asked")
    return _page(request, "password_link", "Quên mật khẩu", form=form)


@never_cache
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Say what happens now, in words that fit whether or not there is such an account."""
    return _page(request, "password_link_asked", "Đã nhận yêu cầu")


class SetPassword(PasswordResetConfirmView):
    """Takes the new password of whoever followed the link.  The link opens no session."""

    template_name = "admin/accounts/set_password.html"
    success_url = reverse_lazy("admin:login")
    title = "Đặt mật khẩu mới"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page what every page of the desk shows."""
        return {**site.each_context(self.request), **super().get_context_data(**kwargs)}

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        """Set it, end all sessions, and let this browser be known: its owner reads the mail."""
        super().form_valid(form)
        user = User.objects.get(pk=form.user.pk)
        User.objects.filter(pk=user.pk).update(must_change_password=False)
        registry.end_silently(user)
        record(Verb.PASSWORD_CHANGED, by=user, about=user)
        response = HttpResponseRedirect(str(self.success_url))
        remember(self.request, response, user)
        return response


def _page(
    request: HttpRequest, name: str, title: str, status: int = 200, **context: Any
) -> HttpResponse:
    context |= {**site.each_context(request), "title": title}
    return TemplateResponse(request, f"admin/accounts/{name}.html", context, status=status)
