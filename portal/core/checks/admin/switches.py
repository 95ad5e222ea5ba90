"""One page with all checks: what each does, and what follows from its findings."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path

from portal.core.admin.lists import signed_in
from portal.core.admin.races import RacingAdmin
from portal.core.checks import switches
from portal.core.checks.base import Check
from portal.core.checks.findings import Level
from portal.core.checks.models import CheckSwitch
from portal.core.checks.registry import CHECKS


class SwitchesForm(forms.Form):
    """A choice for each check.

    What stood there when the page was opened is sent along: only what this person has changed
    is stored, so that two who have the page open do not undo each other's choices.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = switches.levels()
        for check in CHECKS:
            self.fields[check.name] = forms.ChoiceField(
                label=check.title,
                choices=Level.choices,
                initial=levels[check.name].value,
                show_hidden_initial=True,
                help_text=_words(check),
            )


def _words(check: Check) -> str:
    return f"{check.explanation} Thường dùng: {check.level.label.lower()}."


@admin.register(CheckSwitch)
class CheckSwitchAdmin(RacingAdmin):
    """The page."""

    def get_urls(self) -> list[Any]:
        """Offer this page alone."""
        view = self.admin_site.admin_view(self.changelist_view)
        return [path("", view, name="checks_checkswitch_changelist")]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """There are as many as there are checks."""
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the choices; store those that were changed."""
        if not self.has_change_permission(request):
            raise PermissionDenied("Chỉ trưởng ban biên tập và quản trị cổng chọn mức kiểm tra.")
        form = SwitchesForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            for name in form.changed_data:
                level = Level(form.cleaned_data[name])
                switches.choose(name, level, by=signed_in(request))
            text = f"Đã đổi mức của {len(form.changed_data)} phép kiểm tra."
            self.message_user(request, text, messages.SUCCESS)
            return redirect(request.path)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Kiểm tra trước khi gửi",
            "form": form,
        }
        return TemplateResponse(request, "admin/checks/switches.html", context)
