"""Codes that somebody types who is signed in already."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django_otp.models import Device

from portal.core.accounts.login.forms import WRONG_CODE, CodeField
from portal.core.accounts.login.judging import judge_code
from portal.core.accounts.login.views import in_words
from portal.core.admin.lists import signed_in


class OneCodeForm(forms.Form):
    """The first code that a new app shows."""

    code = CodeField(label="Mã 6 chữ số trong ứng dụng")


class ShowCodeForm(forms.Form):
    """A code of the app, or of the paper, that is counted and used up."""

    code = CodeField(label="Mã trong ứng dụng, hoặc một mã dự phòng")
    device: Device

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_code(self) -> str:
        """Ask whether the code is right."""
        code = str(self.cleaned_data["code"])
        verdict = judge_code(self.request, signed_in(self.request), code)
        if verdict.wait is not None:
            wait = in_words(verdict.wait)
            raise forms.ValidationError(f"Sai quá nhiều lần. Hãy thử lại sau {wait}.")
        if verdict.device is None:
            raise forms.ValidationError(WRONG_CODE)
        self.device = verdict.device
        return code
