"""Who else has an item open, told in its form and in the list; nothing is locked."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.text import capfirst
from django.views.decorators.http import require_GET, require_http_methods

from portal.core.admin.calls import answer, desk_call
from portal.core.admin.desk_pages import DeskPagesAdmin
from portal.core.admin.lists import signed_in
from portal.core.content import Publishable
from portal.core.dates import clock
from portal.core.drafts import presence
from portal.core.workflow.permissions import Action


class PresenceAdmin(DeskPagesAdmin):
    """Takes the calls that an open form makes every 15 seconds."""

    def get_urls(self) -> list[URLPattern]:
        """Add what the scripts ask; `desk_call` guards it and answers scripts."""
        prefix = self.url_prefix.removeprefix("admin:")
        return [
            path("co-mat/", self.session_view, name=f"{prefix}_session"),
            path("<int:pk>/co-mat/", self.presence_view, name=f"{prefix}_presence"),
            path("dang-mo/", self.people_view, name=f"{prefix}_people"),
            *super().get_urls(),
        ]

    @method_decorator(require_GET)
    @desk_call
    def session_view(self, request: HttpRequest) -> HttpResponse:
        """Tell the form of a new item that line and session are alive."""
        return answer(request)

    @method_decorator(require_http_methods(["GET", "POST"]))
    @desk_call
    def presence_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Tell who else is at the item and whether it was saved since; by POST, note oneself."""
        user = signed_in(request)
        item: Publishable = self.get_or_refuse(request, pk, Action.VIEW)
        if "_leave" in request.POST:
            presence.leave(user, item)
            return answer(request)
        if request.method == "POST":
            presence.note(user, item)
        base = request.GET.get("base", "")
        is_newer = base.isdecimal() and base != str(item.version)
        return answer(
            request,
            people=self.people_in_words(presence.others_at(user, self.model, pk)),
            saved=self._saved_in_words(request, item) if is_newer else "",
        )

    @method_decorator(require_GET)
    @desk_call
    def people_view(self, request: HttpRequest) -> HttpResponse:
        """Tell the list who has which of its items open: only of items that it may show."""
        if not self.has_view_permission(request):
            raise PermissionDenied("Tài khoản không xem được danh sách này.")
        people = presence.others_in_list(signed_in(request), self.model)
        shown = self.get_queryset(request).filter(pk__in=list(people))
        marks = {pk: _mark(people[pk]) for pk in shown.values_list("pk", flat=True)}
        return answer(request, people=marks)

    def people_in_words(self, names: list[str]) -> str:
        """Return "Trần Thị Lan cũng đang mở bài này."."""
        return f"{presence.in_words(names)} cũng đang mở {self.noun} này." if names else ""

    def _saved_in_words(self, request: HttpRequest, item: Publishable) -> str:
        own = item.updated_by == signed_in(request)
        who = "Ở một cửa sổ khác, chính ông/bà" if own else str(item.updated_by)
        return (
            f"{who} vừa lưu {self.noun} này lúc {clock(item.updated_at)}. Nên mở "
            f"{self.noun} ở cửa sổ khác để xem trước khi ông/bà lưu; cổng không để ai ghi đè ai."
        )

    # The form and the list ---------------------------------------------------------------------

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show who has the item open as the page is loaded; the script keeps it true."""
        context: dict[str, Any] = {"presence_url": reverse(f"{self.url_prefix}_session")}
        if object_id and object_id.isdecimal() and len(object_id) < 19:
            names = presence.others_at(signed_in(request), self.model, int(object_id))
            context = {
                "presence_url": reverse(f"{self.url_prefix}_presence", args=[object_id]),
                "people": self.people_in_words(names),
            }
        return super().changeform_view(
            request, object_id, form_url, {**context, **(extra_context or {})}
        )

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Say where the script of the list asks again."""
        context = {"people_url": reverse(f"{self.url_prefix}_people")}
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def get_list_display(self, request: HttpRequest) -> Any:
        """Put beside a title who has the item open."""
        title = self._title_column(request)
        return [title if name == "title" else name for name in super().get_list_display(request)]

    def _title_column(self, request: HttpRequest) -> Callable[[Publishable], str]:
        @cache
        def people() -> dict[int, list[str]]:
            return presence.others_in_list(signed_in(request), self.model)

        field = self.model._meta.get_field("title")

        @admin.display(description=capfirst(field.verbose_name), ordering="title")
        def title(item: Publishable) -> str:
            names = people().get(item.pk)
            if not names:
                return item.title
            return format_html('{} <span class="at-work">{}</span>', item.title, _mark(names))

        return title


def _mark(names: list[str]) -> str:
    return f"{presence.in_words(names)} đang mở"
