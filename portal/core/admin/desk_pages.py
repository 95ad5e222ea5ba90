"""What the pages about one item have in common: finding it, its address, its name."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse

from portal.core.admin.lists import signed_in
from portal.core.content import Publishable
from portal.core.workflow.permissions import Action, may


class DeskPagesAdmin(admin.ModelAdmin):
    """The floor under `preview.py`, `history.py`, `decisions.py` and whatever else has a page."""

    def get_or_refuse(self, request: HttpRequest, pk: int, action: Action) -> Any:
        """Return the item if this person may take `action` on it now.

        Raises `PermissionDenied` otherwise, whether or not there is such an item.
        """
        item: Publishable | None = self.get_queryset(request).filter(pk=pk).first()
        if item is None or not may(signed_in(request), action, item):
            raise PermissionDenied(
                f"Không có {self.noun} này, hoặc tài khoản không được làm việc này."
            )
        return item

    @property
    def noun(self) -> str:
        """What the desk calls an item of this type: "bài", "trang"."""
        return str(self.model.noun())

    def url_of(self, name: str, item: Publishable | None = None, *args: object) -> str:
        """Return the address of one of the pages of this type, or of `item`."""
        pk = [item.pk] if item is not None else []
        return reverse(f"{self.url_prefix}_{name}", args=[*pk, *args])

    @property
    def url_prefix(self) -> str:
        """How the names of this type's addresses begin."""
        return f"admin:{self.opts.app_label}_{self.opts.model_name}"

    def page_context(self, request: HttpRequest, item: Publishable, title: str) -> dict[str, Any]:
        """Return what every page about an item shows."""
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": title,
            "item": item,
            "noun": self.noun,
        }
