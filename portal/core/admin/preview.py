"""An item as readers will see it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from portal.core.admin.desk_pages import DeskPagesAdmin
from portal.core.richtext import allow_embeds
from portal.core.workflow.permissions import Action


class PreviewAdmin(DeskPagesAdmin):
    """Shows an item on its public template."""

    def preview_response(
        self, request: HttpRequest, item: Any, banner: dict[str, Any]
    ) -> HttpResponse:
        """Render `item` on its public template, with `banner` added to the context."""
        raise NotImplementedError

    def get_urls(self) -> list[URLPattern]:
        """Add the preview."""
        view, prefix = self.admin_site.admin_view, self.url_prefix.removeprefix("admin:")
        return [
            path("<int:pk>/xem-truoc/", view(self.preview_view), name=f"{prefix}_preview"),
            *super().get_urls(),
        ]

    @method_decorator(never_cache)
    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show an item as readers will see it, to those who may open it on the desk."""
        item = self.get_or_refuse(request, pk, Action.VIEW)
        banner = {"preview": True, "state": item.state().label}
        item.published_at = item.published_at or timezone.now()  # as if it were published now
        response = self.preview_response(request, item, banner)
        return allow_embeds(response, getattr(item, "body", ""))
