"""The desk's page for standing pages."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from portal.core.admin.lists import StateFilter, WorkFilter, badge
from portal.core.admin.publishable import PublishableAdmin
from portal.core.admin.writers import WriterFilter
from portal.core.content import State
from portal.sections.pages.models import Page
from portal.sections.pages.views import page_context


@admin.register(Page)
class PageAdmin(PublishableAdmin):
    """Standing pages, for chiefs alone."""

    preview_cards = ("search", "share")

    list_display = (
        "title",
        "state_badge",
        "language",
        "freshness",
        "position",
        "updated_by",
        "updated_at",
    )
    list_select_related = ("updated_by", "twin")
    list_filter = (StateFilter, WriterFilter, WorkFilter, "language")
    fieldsets = (
        (None, {"fields": ("title", "summary", "body"), "classes": ("main",)}),
        (
            "Đăng trang",
            {
                "fields": ("base_version", "language", "twin", "published_at", "expires_at"),
                "classes": ("side",),
            },
        ),
        ("Chỗ đứng", {"fields": ("show_in_footer", "position"), "classes": ("side",)}),
        ("Thêm", {"fields": ("slug", "note"), "classes": ("side", "collapse")}),
    )

    def preview_response(
        self, request: HttpRequest, item: Page, banner: dict[str, Any]
    ) -> HttpResponse:
        """Show the page on its public page."""
        return render(request, "pages/page_detail.html", page_context(request, item) | banner)

    @admin.display(description="bản dịch")
    def freshness(self, page: Page) -> SafeString | str:
        """Say where the Vietnamese page has changed since."""
        if page.newer_original is None:
            return ""
        # The colours of an item that waits for somebody.
        return badge(State.SUBMITTED.value, "cần cập nhật")
