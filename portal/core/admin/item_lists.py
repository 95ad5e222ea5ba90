"""The list of one content type: state and version of each row, search, tabs."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.core.admin import bulk
from portal.core.admin.lists import LargeListAdmin, StateFilter, badge, search_content
from portal.core.admin.presence import PresenceAdmin
from portal.core.admin.writers import WriterFilter, handing_over
from portal.core.content import Publishable, State

_TABS = (State.SUBMITTED, State.RETURNED, State.SCHEDULED, State.DRAFT)


def _tabs(query: str) -> list[dict[str, Any]]:
    """Return the saved views of a list, the one that `query` asks for marked."""
    views = [("Tất cả", ""), ("Của tôi", f"?{WriterFilter.own_parameter}=1")]
    views += [(state.label, f"?{StateFilter.parameter_name}={state.value}") for state in _TABS]
    return [
        {"label": label, "url": url or "?", "current": query == url.lstrip("?")}
        for label, url in views
    ]


class ItemListAdmin(PresenceAdmin, LargeListAdmin):
    """Shows items with their states, and who else has them open."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Search by the portal's own index."""
        return search_content(queryset, search_term), False

    @admin.display(description="trạng thái", ordering="status")
    def state_badge(self, item: Publishable) -> SafeString:
        """Word and colour of the state; whether this is a working copy, or has one."""
        state = badge(item.state().value, item.state().label)
        if item.is_copy:
            return format_html('<span class="state__copy">Bản sửa</span> {}', state)
        if getattr(item, "has_copy", False):
            return format_html('{} <span class="state__copy">đang có bản sửa</span>', state)
        return state

    def action_checkbox(self, obj: Any) -> SafeString:
        """Send the version with the row, so that no action touches what a colleague has saved."""
        box = super().action_checkbox(obj)
        name = bulk.VERSION_FIELD.format(obj.pk)
        return format_html('{}<input type="hidden" name="{}" value="{}">', box, name, obj.version)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the list under the tabs of its saved views."""
        tabs = _tabs(request.META.get("QUERY_STRING", ""))
        context = {"tabs": tabs, "handing_over": handing_over(request, self.model)}
        try:
            return super().changelist_view(request, {**context, **(extra_context or {})})
        except OverflowError:  # a year of thirty digits, which Django does not catch
            return redirect(request.path)
