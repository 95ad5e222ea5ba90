"""The page on which the identity is edited."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from portal.core.admin.lists import signed_in
from portal.core.admin.races import RacingAdmin
from portal.core.audit.settings_admin import AuditedSettingsAdmin
from portal.core.identity.models import Identity
from portal.core.media.choosing import PictureChoiceAdmin


@admin.register(Identity)
class IdentityAdmin(AuditedSettingsAdmin, PictureChoiceAdmin, RacingAdmin):
    """One record: its list is its form, and it is neither added nor deleted."""

    autocomplete_fields = ("emblem",)
    fieldsets = (
        ("Đầu trang", {"fields": ("site_name", "kind", "agency", "emblem", "hotline")}),
        (
            "Chân trang",
            {
                "fields": (
                    "governing_body",
                    ("responsible_name", "responsible_post"),
                    "address",
                    ("phone", "email"),
                    "licence",
                    "source_line",
                    "social_links",
                )
            },
        ),
        (
            "Thông báo khẩn",
            {
                "fields": ("notice", "notice_url", "notice_until"),
                "description": "Chỉ dùng cho việc người dân cần biết ngay: bão, lũ, cắt điện nước.",
            },
        ),
        ("Kết nối giám sát", {"fields": ("emc_code",), "classes": ("collapse",)}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Leave the code that outside systems know the portal by to the superuser."""
        return () if signed_in(request).is_superuser else ("emc_code",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The migration has made the one."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A portal without an identity would not be one."""
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Go to the form at once."""
        Identity.objects.get_or_create(pk=1)
        return redirect(reverse("admin:identity_identity_change", args=[1]))

    def save_model(self, request: HttpRequest, obj: Identity, form: Any, change: bool) -> None:
        """Write what was changed here, and no more.

        The row has columns that content writes: a page published in this very instant has put
        its link there since the row was read for this form.
        """
        obj.save(update_fields=[*form.changed_data, "updated_at"])

    def response_change(self, request: HttpRequest, obj: Identity) -> HttpResponse:
        """Stay on the form, and say that readers see it now."""
        self.message_user(request, "Đã lưu. Mọi trang của cổng đã hiện thông tin mới.")
        return redirect(reverse("admin:identity_identity_change", args=[obj.pk]))
