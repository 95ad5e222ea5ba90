"""All links of the portal, for those who answer for all of it."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.core.admin.lists import LargeListAdmin, badge, signed_in
from portal.core.content import content_models
from portal.core.preview import actions
from portal.core.preview.models import ShareLink

_ASKED = ("status", "copy_of", "created_by")
"""What a chief's right to revoke depends on, so that no row is read a second time."""


@admin.action(description="Thu hồi các liên kết đã chọn")
def revoke_selected(
    modeladmin: admin.ModelAdmin, request: HttpRequest, links: QuerySet[ShareLink]
) -> None:
    """Revoke the ticked links; each asks whether this person may."""
    by = signed_in(request)
    done = sum(actions.revoke(link, by=by) for link in links)
    modeladmin.message_user(request, f"Đã thu hồi {done} liên kết.", messages.SUCCESS)


@admin.register(ShareLink)
class ShareLinkAdmin(LargeListAdmin):
    """Links: looked at and revoked; made on the preview page of an item."""

    list_display = (
        "item_link",
        "state_badge",
        "made_by",
        "made_at",
        "expires_at",
        "views",
        "last_opened_at",
    )
    list_display_links = None
    list_select_related = ("made_by", "revoked_by")
    ordering = ("-pk",)
    sortable_by = ()
    actions = (revoke_selected,)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Links are made where the item is looked at."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing in a link is ever edited."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The rows say who let whom look at what; they stay."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[ShareLink]:
        """Load the titles, one query for each type of content."""
        titles = [model._default_manager.only("title", *_ASKED) for model in content_models()]
        return super().get_queryset(request).prefetch_related(GenericPrefetch("item", titles))

    @admin.display(description="nội dung")
    def item_link(self, link: ShareLink) -> SafeString | str:
        """The item's title, leading to its preview."""
        if link.item is None:
            return "(đã xóa)"
        meta = link.item._meta
        name = f"admin:{meta.app_label}_{meta.model_name}_preview"
        return format_html('<a href="{}">{}</a>', reverse(name, args=[link.object_id]), link.item)

    @admin.display(description="tình trạng")
    def state_badge(self, link: ShareLink) -> SafeString:
        """Whether the link still leads somewhere, and who has ended it."""
        if link.revoked_at:
            return badge("withdrawn", f"{link.revoked_by} thu hồi")
        return badge("live", "Còn hạn") if link.is_open() else badge("expired", "Hết hạn")
