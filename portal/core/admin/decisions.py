"""Decisions of one click or with a reason, on pages of their own."""

from collections.abc import Callable
from typing import NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.views.decorators.http import require_POST

from portal.core.admin.desk_pages import DeskPagesAdmin
from portal.core.admin.forms import ReasonForm, WithdrawalForm
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
        form = DECISIONS[verb].form(request.POST or None, initial={"base_version": item.version})
        if request.method == "POST" and form.is_valid():
            done = self._decide(request, verb, item, form)
            if done is not None:
                self.say_done(request, verb, done)
                return redirect(self.url_of("changelist"))
        context = self.page_context(request, item, f"{verb.of(item)}: {item}")
        context |= {"action": verb, "verb": verb.of(item), "form": form}
        return TemplateResponse(request, "admin/publishable/reason.html", context)

    def _decide(
        self, request: HttpRequest, verb: Action, item: Publishable, form: ReasonForm
    ) -> Publishable | None:
        """Take the action; return the item as it is then, or None with the errors in the form."""
        based_on(item, form.cleaned_data["base_version"])
        try:
            return DECISIONS[verb].act(item, by=signed_in(request), **form.arguments()) or item
        except actions.StaleVersion:
            form.add_error(
                None,
                f"{capfirst(self.noun)} vừa được người khác sửa. Xem lại rồi làm lại việc này.",
            )
        except ValidationError as error:
            known = not hasattr(error, "error_dict") or set(error.error_dict) <= set(form.fields)
            form.add_error(None, error if known else error.messages)
        return None

    @method_decorator(require_POST)
    def revise_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Open the working copy of a published item in its form."""
        item = self.get_or_refuse(request, pk, Action.REVISE)
        return redirect(self.url_of("change", actions.revise(item, by=signed_in(request))))

    @method_decorator(require_POST)
    def confirm_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take the word of the second person for what was published urgently."""
        item = self.get_or_refuse(request, pk, Action.CONFIRM)
        actions.confirm(item, by=signed_in(request))
        self.say_done(request, Action.CONFIRM, item)
        return redirect(self.url_of("changelist"))


def based_on(item: Publishable, version: int | None) -> None:
    """Let `item` be acted on as of the version that the person saw; without one, as it is."""
    if version is not None:
        item.version = version
