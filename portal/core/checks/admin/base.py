"""Lists of rows about items of any type: looked at, never changed, of one's own items only."""

from typing import Any

from django.contrib import admin
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.core.admin.lists import LargeListAdmin, signed_in
from portal.core.checks.models import OfItem
from portal.core.checks.registry import BY_NAME
from portal.core.checks.visible import about_visible
from portal.core.content import Publishable, content_models
from portal.core.richtext import RichTextField


class OfItemAdmin(LargeListAdmin):
    """A list whose rows lead to items; there is no page of a row."""

    list_display_links = None
    ordering = ("-pk",)
    search_fields = ()
    actions = None

    def get_urls(self) -> list[Any]:
        """Offer the list alone."""
        return [self.list_url()]

    def list_url(self) -> URLPattern:
        """Return the address of the list."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_changelist"
        return path("", self.admin_site.admin_view(self.changelist_view), name=name)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the rows about items that this person may open, with the items' heads."""
        rows = super().get_queryset(request).filter(about_visible(signed_in(request)))
        return rows.select_related("content_type").prefetch_related(
            GenericPrefetch("item", [_without_texts(model) for model in content_models()])
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Rows are made elsewhere."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes them."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody takes them out."""
        return False

    @admin.display(description="nội dung")
    def item_link(self, row: OfItem) -> SafeString | str:
        """The item, by its title."""
        item: Publishable | None = row.item
        if item is None:
            return "Đã xóa"
        meta = item._meta
        url = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[item.pk])
        return format_html('<a href="{}">{}</a>', url, item)

    @admin.display(description="phép kiểm tra", ordering="check_name")
    def check_label(self, row: Any) -> str:
        """What was looked at."""
        check = BY_NAME.get(row.check_name)
        return check.title if check else str(row.check_name)


def _without_texts(model: type[Publishable]) -> QuerySet[Any]:
    texts = [f.name for f in model._meta.concrete_fields if isinstance(f, RichTextField)]
    return model._default_manager.defer(*texts)
