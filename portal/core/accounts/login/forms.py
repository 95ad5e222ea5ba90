"""What people type to come in."""

from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from portal.core.accounts.login.devices import mark_of
from portal.core.accounts.login.judging import Verdict, judge, judge_code
from portal.core.accounts.models import User

TICKET_AGE = 600
"""Seconds between the right password and the code."""
_SALT = "portal.core.accounts.login"
WRONG_CODE = "Mã không đúng hoặc đã dùng rồi. Hãy đợi mã mới hiện ra trong ứng dụng rồi nhập lại."


class CodeField(forms.CharField):
    """A code of the app, or a recovery code; spaces and hyphens do not matter."""

    def __init__(self, **options: Any) -> None:
        field = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        options = {"label": "Mã xác thực", "max_length": 40, **options}
        super().__init__(widget=forms.TextInput(attrs=field), **options)

    def clean(self, value: Any) -> str:
        """Leave out what people put between the parts."""
        return str(super().clean(value)).replace(" ", "").replace("-", "").lower()


class DeskLoginForm(AdminAuthenticationForm):
    """Name and password; the code stands beside them only while the account is attacked."""

    code = CodeField(required=False)
    verdict = Verdict()

    def clean(self) -> dict[str, Any]:
        """Ask whether the person may come in, or must add the code on a page of its own."""
        data = self.cleaned_data
        username, password = data.get("username"), data.get("password")
        if username is None or not password or self.request is None:
            return data
        self.verdict = judge(self.request, username, password, data.get("code", ""))
        if self.verdict.wait is not None:
            raise ValidationError("Đang tạm khóa.", code="locked")
        if self.verdict.user is None:
            raise self.get_invalid_login_error()
        self.user_cache = self.verdict.user
        self.confirm_login_allowed(self.verdict.user)
        return data


class CodeForm(forms.Form):
    """The code, after the right password; the ticket says whose."""

    ticket = forms.CharField(widget=forms.HiddenInput, max_length=500)
    code = CodeField()
    verdict = Verdict()

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.is_too_late = False
        self.fields["code"].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        """Ask whether the code is right."""
        data = self.cleaned_data
        if "ticket" not in data or "code" not in data:
            return data
        user = owner_of(data["ticket"])
        if user is None:
            self.is_too_late = True
            raise ValidationError("Đã quá mười phút: hãy đăng nhập lại từ đầu.")
        self.verdict = judge_code(self.request, user, data["code"])
        if self.verdict.wait is None and self.verdict.user is None:
            self.add_error("code", WRONG_CODE)
        elif self.verdict.wait is not None:
            raise ValidationError("Đang tạm khóa.", code="locked")
        return data


def ticket_for(user: User) -> str:
    """Return a mark that `user` has come as far as the code just now, and by which backend."""
    return signing.dumps([user.pk, mark_of(user), user.backend], salt=_SALT)


def owner_of(ticket: str) -> User | None:
    """Return whose mark it is; nobody's after ten minutes, or once the password is another."""
    try:
        pk, mark, backend = signing.loads(ticket, salt=_SALT, max_age=TICKET_AGE)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(pk=pk, is_active=True).first()
    if user is None or mark_of(user) != mark:
        return None
    user.backend = backend
    return user
