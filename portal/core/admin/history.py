"""Who did what to an item, and when; any two of its revisions compared; an old one put back."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from portal.core.admin.desk_pages import DeskPagesAdmin
from portal.core.admin.lists import signed_in
from portal.core.audit.models import AuditEntry, may_read_about
from portal.core.content import Publishable, Status
from portal.core.dates import date_and_time
from portal.core.paging import page_of
from portal.core.snapshots import WINDOW, Snapshot
from portal.core.workflow import actions
from portal.core.workflow.differences import Difference, contents, differences
from portal.core.workflow.models import Revision
from portal.core.workflow.permissions import Action, may

PER_PAGE = 50
BEFORE, AFTER, WHOLE = "truoc", "sau", "ca-bai"
"""Parameters of the page that compares: two revisions, and whether to show what stayed."""


class HistoryAdmin(DeskPagesAdmin):
    """Shows the trace of an item, and goes back in it."""

    def get_urls(self) -> list[URLPattern]:
        """Add the pages about one or two revisions."""
        view, prefix = self.admin_site.admin_view, self.url_prefix.removeprefix("admin:")
        return [
            path("<int:pk>/lich-su/so-sanh/", view(self.compare_view), name=f"{prefix}_compare"),
            path("<int:pk>/lich-su/<int:number>/", view(self.old_view), name=f"{prefix}_revision"),
            path(
                "<int:pk>/lich-su/<int:number>/khoi-phuc/",
                view(self.restore_view),
                name=f"{prefix}_restore",
            ),
            *super().get_urls(),
        ]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """List who did what and when."""
        is_number = object_id.isdecimal() and len(object_id) < 20
        item = self.get_or_refuse(request, int(object_id) if is_number else 0, Action.VIEW)
        may_read_trail = may_read_about(signed_in(request), item)
        rows = Revision.objects.of(item).for_lists()
        if may_read_trail:
            rows = rows.annotate(address=_from_where())
        page = page_of(request, rows, per_page=PER_PAGE)
        context = {"page": page, "may_read_trail": may_read_trail}
        return self._page(request, item, "history", f"Lịch sử: {item}", context)

    def compare_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what changed from one revision to another, to the one after it, or until now."""
        item = self.get_or_refuse(request, pk, Action.VIEW)
        before, after = self._chosen(request, item)
        then = before.snapshot if before is not None else {}
        now = after.snapshot if after is not None else _edited(item).snapshot()
        whole = WHOLE in request.GET
        found = self.differences_of(request, item, then, now, changes_only=not whole)
        context = {"before": before, "after": after, "differences": found, "whole": whole}
        return self._page(request, item, "compare", f"So sánh: {item}", context)

    def _chosen(
        self, request: HttpRequest, item: Publishable
    ) -> tuple[Revision | None, Revision | None]:
        """Return the two revisions, the older first; None for nothing before, or for now."""
        before, after = (
            self._revision(item, request.GET[name]) if request.GET.get(name) else None
            for name in (BEFORE, AFTER)
        )
        if after is None:
            if before is None:
                raise Http404("Chưa chọn lần sửa nào để so sánh.")
            return before, None
        if before is None:
            return after.previous(), after
        return (before, after) if before.pk <= after.pk else (after, before)

    def old_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Show what an item was after one step of its history."""
        item = self.get_or_refuse(request, pk, Action.VIEW)
        revision = self._revision(item, str(number))
        held = contents(type(item), revision.snapshot, order=self._order(request, item))
        context = {"revision": revision, "contents": held}
        title = f"Phiên bản {revision.version}: {item}"
        return self._page(request, item, "revision", title, context)

    def restore_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Show what would change, then put an old revision back."""
        original = self.get_or_refuse(request, pk, Action.RESTORE)
        item, revision = _edited(original), self._revision(original, str(number))
        errors: list[str] = []
        if request.method == "POST":
            restored, errors = self._restore(request, item, revision)
            if restored is not None:
                done = f"Đã khôi phục phiên bản {revision.version} của {self.noun} “{restored}”."
                self.message_user(request, done, messages.SUCCESS)
                return redirect(self.url_of("change", restored))
        context = self._before_restoring(request, item, revision) | {"errors": errors}
        response = self._page(request, item, "restore", f"Khôi phục: {item}", context)
        response.status_code = 409 if errors else 200
        return response

    def differences_of(
        self,
        request: HttpRequest,
        item: Publishable,
        before: Snapshot,
        after: Snapshot,
        **options: Any,
    ) -> list[Difference]:
        """Return what changed, with the fields in the order of the form; see `differences`."""
        order = self._order(request, item)
        return differences(type(item), before, after, order=order, **options)

    def _page(
        self,
        request: HttpRequest,
        item: Publishable,
        template: str,
        title: str,
        context: dict[str, Any],
    ) -> HttpResponse:
        """Return a page about the past of an item."""
        context = self.page_context(request, item, title) | context
        # Where there is a working copy, it is what would be changed.
        context["may_restore"] = may(signed_in(request), Action.RESTORE, _edited(item))
        return TemplateResponse(request, f"admin/publishable/{template}.html", context)

    def _before_restoring(
        self, request: HttpRequest, item: Publishable, revision: Revision
    ) -> dict[str, Any]:
        """Return what is shown before `revision` is put back: above all what would change."""
        readers_see_it = item.is_copy or item.status == Status.PUBLISHED
        fixed = item.fixed_in_copies if readers_see_it else ()
        kept = {*WINDOW, *fixed, *(f"{name}_id" for name in fixed)}
        now = item.snapshot()
        after = now | revision.snapshot
        return {
            "revision": revision,
            "readers_see_it": readers_see_it,
            "gone": item.gone_from(revision.snapshot),
            "differences": self.differences_of(
                request, item, now, after, changes_only=True, without=kept
            ),
        }

    def _restore(
        self, request: HttpRequest, item: Publishable, revision: Revision
    ) -> tuple[Publishable | None, list[str]]:
        """Return what holds the old content now, or why it could not be put back."""
        if request.POST.get("base_version") != str(item.version):
            return None, [_overtaken(item)]
        try:
            return actions.restore(item, revision, by=signed_in(request)), []
        except actions.StaleVersion:
            item.refresh_from_db()
            return None, [_overtaken(item)]
        except ValidationError as error:
            item.refresh_from_db()
            return None, list(error.messages)

    def _revision(self, item: Publishable, number: str) -> Revision:
        """Return a revision of this item and no other; 404 where there is none."""
        is_number = number.isdecimal() and len(number) < 19
        found = Revision.objects.of(item).filter(pk=int(number) if is_number else 0)
        revision = found.select_related("made_by").first()
        if revision is None:
            raise Http404("Không có lần sửa này.")
        return revision

    def _order(self, request: HttpRequest, item: Publishable) -> list[str]:
        return [str(name) for name in flatten_fieldsets(self.get_fieldsets(request, item))]


def _edited(item: Publishable) -> Publishable:
    """Return the row in which the item is edited now: its working copy, where there is one."""
    return item.pending_copy or item


def _overtaken(item: Publishable) -> str:
    return (
        f"{item.updated_by} đã lưu {item.noun()} này lúc {date_and_time(item.updated_at)}, sau khi "
        "ông/bà mở trang này; chưa khôi phục gì. Phần so sánh dưới đây là với bản vừa lưu: xem lại "
        "rồi bấm lần nữa."
    )


def _from_where() -> Subquery:
    """Return the address from which a step was taken; the trail has one row for each step."""
    entries = AuditEntry.objects.filter(revision=OuterRef("pk"))
    return Subquery(entries.values("address")[:1])
