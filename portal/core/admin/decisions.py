"""Decisions of one click or with a reason, on pages of their own."""

from collections.abc import Callable
from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.views.decorators.http import require_POST

from portal.core.admin.desk_pages import DeskPagesAdmin
from portal.core.admin.forms import STALE, ReasonForm, WithdrawalForm
from portal.core.admin.lists import signed_in
from portal.core.content import Publishable
from portal.core.workflow import actions
from portal.core.workflow.permissions import Action


class Decision(NamedTuple):
    """An action that asks for a reason, and the form that asks."""

    act: Callable[..., Publishable | None]
    form: type[ReasonForm]


DECISIONS: dict[Action, Decision] = {
    Action.RETURN: Decision(actions.return_, ReasonForm),
    Action.WITHDRAW: Decision(actions.withdraw, WithdrawalForm),
    Action.URGENT: Decision(actions.publish_urgently, ReasonForm),
}


_NEVER = 0
SEEN = "phien-ban"
"""The parameter by which a page that leads to another says which version it showed."""


class DecisionsAdmin(DeskPagesAdmin):
    """Asks for the reason, then acts; opens working copies; takes confirmations."""

    def say_done(self, request: HttpRequest, action: Action, item: Publishable) -> None:
        """Tell the person that it is done."""
        raise NotImplementedError

    def get_urls(self) -> list[URLPattern]:
        """Add the page that asks for a reason, and what the buttons of one click send."""
        view, prefix = self.admin_site.admin_view, self.url_prefix.removeprefix("admin:")
        return [
            path("<int:pk>/ly-do/<slug:action>/", view(self.reason_view), name=f"{prefix}_reason"),
            path("<int:pk>/ban-sua/", view(self.revise_view), name=f"{prefix}_revise"),
            path("<int:pk>/xac-nhan/", view(self.confirm_view), name=f"{prefix}_confirm"),
            *super().get_urls(),
        ]

    def reason_view(self, request: HttpRequest, pk: int, action: str) -> HttpResponse:
        """Ask why, then return, withdraw or publish the item."""
        if action not in {a.value for a in DECISIONS}:
            raise PermissionDenied("Không có việc này.")
        verb = Action(action)
        item = self.get_or_refuse(request, pk, verb)
        seen = seen_version(request)
        initial = {"base_version": item.version if seen is None else seen}
        form = DECISIONS[verb].form(request.POST or None, initial=initial)
        if request.method == "POST" and form.is_valid():
            done = self._decide(request, verb, item, form)
            if done is not None:
                self.say_done(request, verb, done)
                return redirect(self.url_of("changelist"))
        context = self.page_context(request, item, f"{verb.of(item)}: {item}")
        context |= {"action": verb, "verb": verb.of(item), "form": form}
        status = 409 if form.has_error(NON_FIELD_ERRORS, STALE) else 200
        return TemplateResponse(request, "admin/publishable/reason.html", context, status=status)

    def _decide(
        self, request: HttpRequest, verb: Action, item: Publishable, form: ReasonForm
    ) -> Publishable | None:
        """Take the action; return the item as it is then, or None with the errors in the form."""
        based_on(item, form.cleaned_data["base_version"])
        try:
            return DECISIONS[verb].act(item, by=signed_in(request), **form.arguments()) or item
        except actions.StaleVersion:
            said = f"{capfirst(self.noun)} vừa được người khác sửa. Xem lại rồi làm lại việc này."
            form.add_error(None, ValidationError(said, code=STALE))
        except ValidationError as error:
            known = not hasattr(error, "error_dict") or set(error.error_dict) <= set(form.fields)
            form.add_error(None, error if known else error.messages)
        return None

    def revise_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Open the working copy of a published item in its form."""
        raise NotImplementedError

    @method_decorator(require_POST)
    def confirm_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take the word of the second person for what was published urgently."""
        item = self.get_or_refuse(request, pk, Action.CONFIRM)
        based_on(item, number(request.POST.get("base_version")))
        try:
            actions.confirm(item, by=signed_in(request))
        except actions.StaleVersion:
            said = f"Chưa xác nhận: {self.noun} đã đổi sau khi ông/bà mở trang. Xem lại đã."
            self.message_user(request, said, messages.WARNING)
            return redirect(self.url_of("review", item))
        self.say_done(request, Action.CONFIRM, item)
        return redirect(self.url_of("changelist"))


def based_on(item: Publishable, version: int | None) -> None:
    """Let `item` be acted on as of the version that the person saw; none at all is too old."""
    item.version = _NEVER if version is None else version


def seen_version(request: HttpRequest) -> int | None:
    """Return the version that the page showed which has led here, if it says so."""
    return number(request.GET.get(SEEN))


def number(sent: str | None) -> int | None:
    """Return a version as it was sent; None where it can be none."""
    return int(sent) if sent and sent.isdecimal() and len(sent) < 10 else None
