"""Deleting a draft: asked for once more, and only what the person has seen."""

from copy import copy
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from portal.core.admin.decisions import based_on, number, seen_version
from portal.core.admin.desk_pages import DeskPagesAdmin
from portal.core.admin.lists import signed_in
from portal.core.workflow import actions


class DeletingAdmin(DeskPagesAdmin):
    """Deletes by the action, as of the version that the page was opened with."""

    delete_confirmation_template = "admin/publishable/delete.html"

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Ask, or delete; ask again where a colleague has saved since."""
        try:
            return super().delete_view(request, object_id, extra_context)
        except actions.StaleVersion:
            asking = copy(request)
            asking.method, asking.POST = "GET", QueryDict()
            asking.GET = QueryDict()
            response = super().delete_view(asking, object_id, {"is_stale": True})
            if response.status_code == 200:
                response.status_code = 409
            return response

    def render_delete_form(self, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
        """Add which version the person has had before the eyes."""
        item = context["object"]
        seen = seen_version(request)
        context |= {"item": item, "noun": self.noun}
        context["base_version"] = item.version if seen is None else seen
        response: HttpResponse = super().render_delete_form(request, context)
        return response

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete by the action, which checks and leaves a trace."""
        based_on(obj, number(request.POST.get("base_version")))
        actions.delete(obj, by=signed_in(request))
