"""The desk's pages of one's own notices; nobody has a page of another's."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.core.admin.lists import signed_in
from portal.core.notices.forms import ChoicesForm
from portal.core.notices.models import Notice
from portal.core.notices.showing import shown_to
from portal.core.paging import page_of


@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    """List one's own notices, newest first."""
    user = signed_in(request)
    page = page_of(request, Notice.objects.of(user).select_related("by"))
    rows = shown_to(user, list(page.object_list))
    return _page(request, "list", "Thông báo", page=page, rows=rows)


@require_safe
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to what a notice is about; it is read from then on."""
    user = signed_in(request)
    notice = get_object_or_404(Notice.objects.of(user), pk=pk)
    Notice.objects.unread().filter(pk=notice.pk).update(read_at=timezone.now())
    (shown,) = shown_to(user, [notice])
    if not shown.is_open:
        messages.warning(request, f"{shown.headline}.")
        return redirect("admin:notices")
    return redirect(shown.path)


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all of one's own notices as read."""
    own = Notice.objects.filter(recipient=signed_in(request)).unread()
    own.update(read_at=timezone.now())
    return redirect("admin:notices")


@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: HttpRequest) -> HttpResponse:
    """Ask how one wants to hear of what."""
    sent = request.POST if request.method == "POST" else None
    form = ChoicesForm(signed_in(request), sent)
    if form.is_valid():
        form.save()
        messages.success(request, "Đã lưu cách nhận thông báo.")
        return redirect("admin:notice_choices")
    return _page(request, "choices", "Thông báo của tôi", form=form)


def _page(request: HttpRequest, name: str, title: str, **context: Any) -> HttpResponse:
    context |= {**site.each_context(request), "title": title}
    return TemplateResponse(request, f"admin/notices/{name}.html", context)
