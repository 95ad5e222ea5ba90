"""Who did what to an item, and when."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from portal.core.admin.desk_pages import DeskPagesAdmin
from portal.core.admin.lists import signed_in
from portal.core.audit.models import may_read_about
from portal.core.workflow.models import Revision
from portal.core.workflow.permissions import Action


class HistoryAdmin(DeskPagesAdmin):
    """Shows the trace of an item."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """List who did what and when."""
        is_number = object_id.isdecimal() and len(object_id) < 20
        item = self.get_or_refuse(request, int(object_id) if is_number else 0, Action.VIEW)
        revisions = Revision.objects.of(item).select_related("made_by").defer("snapshot")[:200]
        context = self.page_context(request, item, f"Lịch sử: {item}") | {"revisions": revisions}
        context["may_read_trail"] = may_read_about(signed_in(request), item)
        return TemplateResponse(request, "admin/publishable/history.html", context)
