"""Decisions for which a reason is asked, on a page of their own."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.text import capfirst

from portal.core.admin.desk_pages import DeskPagesAdmin
from portal.core.admin.forms import ReasonForm
from portal.core.admin.lists import signed_in
from portal.core.content import Publishable
from portal.core.workflow import actions
from portal.core.workflow.permissions import Action

REASON_ACTIONS: dict[Action, Callable[..., None]] = {
    Action.RETURN: actions.return_,
    Action.WITHDRAW: actions.withdraw,
}


class DecisionsAdmin(DeskPagesAdmin):
    """Asks for the reason, then acts."""

    def say_done(self, request: HttpRequest, action: Action, item: Publishable) -> None:
        """Tell the person that it is done."""
        raise NotImplementedError

    def get_urls(self) -> list[URLPattern]:
        """Add the page that asks for a reason."""
        view, prefix = self.admin_site.admin_view, self.url_prefix.removeprefix("admin:")
        return [
            path("<int:pk>/ly-do/<slug:action>/", view(self.reason_view), name=f"{prefix}_reason"),
            *super().get_urls(),
        ]

    def reason_view(self, request: HttpRequest, pk: int, action: str) -> HttpResponse:
        """Ask why, then return or withdraw the item."""
        if action not in {a.value for a in REASON_ACTIONS}:
            raise PermissionDenied("Không có việc này.")
        verb = Action(action)
        item = self.get_or_refuse(request, pk, verb)
        form = ReasonForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                REASON_ACTIONS[verb](
                    item, by=signed_in(request), reason=form.cleaned_data["reason"]
                )
            except actions.StaleVersion:
                form.add_error(
                    None,
                    f"{capfirst(self.noun)} vừa được người khác sửa. Xem lại rồi làm lại việc này.",
                )
            except ValidationError as error:
                form.add_error(None, error)
            else:
                self.say_done(request, verb, item)
                return redirect(self.url_of("changelist"))
        context = self.page_context(request, item, f"{verb.of(item)}: {item}")
        context |= {"action": verb, "verb": verb.of(item), "form": form}
        return TemplateResponse(request, "admin/publishable/reason.html", context)
