"""The desk's pages for the layout of the home page."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from portal.core.admin.races import RacingAdmin
from portal.core.audit.settings_admin import AuditedSettingsAdmin
from portal.front.models import HomeSection, TaskLink


@admin.register(HomeSection)
class HomeSectionAdmin(AuditedSettingsAdmin, RacingAdmin):
    """All sections on one page; none is added or deleted, only shown, moved and filled."""

    list_display = ("kind_label", "is_shown", "position", "count_label")
    list_display_links = ("kind_label",)
    list_editable = ("is_shown", "position")
    fields = ("is_shown", "position", "count")

    @admin.display(description="phần")
    def kind_label(self, section: HomeSection) -> str:
        """What the section shows."""
        return str(section)

    @admin.display(description="số tin")
    def count_label(self, section: HomeSection) -> str:
        """How many items, where that is set here."""
        return str(section.count) if section.has_count else "–"

    def get_fields(self, request: HttpRequest, obj: HomeSection | None = None) -> Any:
        """Ask for a number only where it means something."""
        fields = ("is_shown", "position")
        return (*fields, "count") if obj is not None and obj.has_count else fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The migration has made them all."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A section that is not wanted is not shown."""
        return False


@admin.register(TaskLink)
class TaskLinkAdmin(AuditedSettingsAdmin, RacingAdmin):
    """The tiles."""

    list_display = ("label", "url", "icon", "position")
    list_editable = ("position",)
