"""The page behind a link: an item for somebody without an account."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from portal.core.admin.preview import PreviewAdmin
from portal.core.content import Publishable
from portal.core.preview.models import ShareLink
from portal.core.preview.privacy import confidential
from portal.core.throttle import throttled

OPENINGS = 60
"""A minute, from one address: an office behind one address may look at a piece together."""
_NOWHERE = {"here": "/", "canonical_url": ""}
"""What a page otherwise repeats of the address that was asked for."""


@confidential
@throttled("preview", OPENINGS)
@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a link leads to; whatever is wrong with it, the answer is the same 404.

    Not even the address that was asked for stands in it.
    """
    link = ShareLink.objects.found_by(token)
    item = link.shown_item() if link is not None else None
    if link is None or item is None:
        return render(request, "preview/dead_link.html", _NOWHERE, status=404)
    if item.is_live():
        return redirect(item)
    if request.method == "GET":
        link.note_opening()
    return _page_of(request, item, link)


def _page_of(request: HttpRequest, item: Publishable, link: ShareLink) -> HttpResponse:
    """Return the public page of `item` with nothing in it for machines, and nothing of the desk."""
    desk = admin.site.get_model_admin(type(item))
    if not isinstance(desk, PreviewAdmin):
        raise TypeError(f"{type(item).__name__} has no preview on the desk")
    extra: dict[str, Any] = {
        "share": link,
        "canonical_url": "",
        "og_image": "",
        "alternates": [],
        "jsonld": None,
        "breadcrumb_jsonld": None,
    }
    return desk.rendered(request, item, extra)
