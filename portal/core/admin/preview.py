"""An item as readers will see it, on its page and elsewhere; a link for people without account."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.core.admin.desk_pages import DeskPagesAdmin
from portal.core.admin.lists import signed_in
from portal.core.content import Publishable
from portal.core.preview import actions
from portal.core.preview.cards import card_context, warnings
from portal.core.preview.frames import Frame, View, framed_by_own_pages, look
from portal.core.preview.models import ShareLink
from portal.core.richtext import allow_embeds
from portal.core.site import absolute_url
from portal.core.workflow.permissions import Action

_LISTED = 50
"""Links of an item that its preview page lists, the newest first."""


class PreviewAdmin(DeskPagesAdmin):
    """Shows an item before the public has it."""

    preview_cards: tuple[str, ...] = ("list", "search", "share", "feed")
    """Where else than on its own page items of this type appear."""

    def preview_response(
        self, request: HttpRequest, item: Any, banner: dict[str, Any]
    ) -> HttpResponse:
        """Render `item` on its public template, with `banner` added to the context."""
        raise NotImplementedError

    def get_urls(self) -> list[URLPattern]:
        """Add the preview page, what stands in its frame, and the links to be sent."""
        view, prefix = self.admin_site.admin_view, self.url_prefix.removeprefix("admin:")
        pages: dict[str, tuple[Callable[..., HttpResponse], str]] = {
            "": (self.preview_view, "preview"),
            "trang/": (self.preview_page_view, "preview_page"),
            "the/": (self.preview_cards_view, "preview_cards"),
            "lien-ket/": (self.share_view, "share"),
            "lien-ket/<int:link>/thu-hoi/": (self.revoke_view, "revoke"),
        }
        return [
            *(
                path(f"<int:pk>/xem-truoc/{end}", view(page), name=f"{prefix}_{name}")
                for end, (page, name) in pages.items()
            ),
            *super().get_urls(),
        ]

    @method_decorator(never_cache)
    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the item in a frame as wide as a reader's screen, and the links to it."""
        item = self.get_or_refuse(request, pk, Action.VIEW)
        frame = Frame.of(request.GET)
        inner = self.url_of(
            "preview_cards" if frame.view is View.ELSEWHERE else "preview_page", item
        )
        context = self.page_context(request, item, f"Xem trước: {item}") | {
            "frame": frame,
            "frame_url": inner + frame.inner_query,
            "bare_url": inner,
            "warnings": warnings(item),
            "links": self._links(request, item),
            "may_edit": self.has_change_permission(request, item),
        }
        return TemplateResponse(request, "admin/publishable/preview.html", context)

    @method_decorator(never_cache)
    def preview_page_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the page that readers will see, to those who may open the item on the desk."""
        item = self.get_or_refuse(request, pk, Action.VIEW)
        address = {"canonical_url": absolute_url(request, item.get_absolute_url())}
        return framed_by_own_pages(self.rendered(request, item, look(request.GET) | address))

    @method_decorator(never_cache)
    def preview_cards_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show how the item appears in lists, results, shared links and feeds."""
        item = self.get_or_refuse(request, pk, Action.VIEW)
        item.published_at = item.published_at or timezone.now()
        context = look(request.GET) | card_context(request, item)
        context |= {"cards": self.preview_cards, "preview_styles": ["css/preview.css"]}
        return framed_by_own_pages(render(request, "preview/cards.html", context))

    def rendered(self, request: HttpRequest, item: Any, extra: dict[str, Any]) -> HttpResponse:
        """Return the item's public page as if it were published now, marked as a preview."""
        banner = {"preview": True, "state": item.state().label, **extra}
        item.published_at = item.published_at or timezone.now()
        response = self.preview_response(request, item, banner)
        return allow_embeds(response, getattr(item, "body", ""))

    @method_decorator(require_POST)
    def share_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make a link; its address is shown once, on the page that follows."""
        item = self.get_or_refuse(request, pk, Action.VIEW)
        try:
            token = actions.share(item, by=signed_in(request))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            # The message waits in the maker's own browser: the address is stored nowhere else.
            address = absolute_url(request, ShareLink.path_of(token))
            messages.success(request, address, extra_tags="share-link")
        return redirect(f"{self.url_of('preview', item)}#lien-ket")

    @method_decorator(require_POST)
    def revoke_view(self, request: HttpRequest, pk: int, link: int) -> HttpResponse:
        """Revoke a link of the item."""
        item = self.get_or_refuse(request, pk, Action.VIEW)
        row = ShareLink.objects.of(item).filter(pk=link).first()
        if row is None:
            raise PermissionDenied("Không có liên kết này.")
        if actions.revoke(row, by=signed_in(request)):
            messages.success(request, "Đã thu hồi liên kết. Ai mở cũng không còn thấy gì.")
        else:
            messages.info(request, "Liên kết này đã hết tác dụng từ trước.")
        return redirect(f"{self.url_of('preview', item)}#lien-ket")

    def _links(self, request: HttpRequest, item: Publishable) -> list[dict[str, Any]]:
        """Return the item's links, each with the address that revokes it, if this person may."""
        rows = ShareLink.objects.of(item).select_related("made_by", "revoked_by")[:_LISTED]
        user = signed_in(request)
        return [
            {
                "row": row,
                "revoke_url": self.url_of("revoke", item, row.pk)
                if row.is_open() and actions.may_revoke(user, row, item)
                else "",
            }
            for row in rows
        ]
