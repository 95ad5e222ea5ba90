"""The desk's pages for what readers search for, and for what editors make of it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from portal.core.admin.lists import FoldedSearchAdmin
from portal.core.audit.settings_admin import AuditedSettingsAdmin
from portal.core.search.admin_counts import SearchCountAdmin
from portal.core.search.forms import KeyedForm
from portal.core.search.models import Promotion, SearchCount, Synonym

admin.site.register(SearchCount, SearchCountAdmin)


class KeyedAdmin(AuditedSettingsAdmin, FoldedSearchAdmin):
    """Rows with phrases, one a line."""

    form = KeyedForm
    search_help_text = "Gõ có dấu hay không dấu đều được."

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Leave the version out of what is only looked at."""
        may_save = self.has_change_permission(request, obj)
        fields = super().get_fields(request, obj)
        return fields if may_save else [name for name in fields if name != "base_version"]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Put the phrase that a link brings along on a line of its own, ready for the next."""
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        lines = self.model.lines_field
        return {**initial, lines: f"{initial[lines]}\n"} if initial.get(lines) else initial


@admin.register(Synonym)
class SynonymAdmin(KeyedAdmin):
    """Sets of phrases that mean the same."""

    list_display = ("phrases_label", "kind", "note", "is_active")
    list_filter = ("kind", "is_active")
    fields = ("base_version", "phrases", "kind", "note", "is_active")

    @admin.display(description="các cụm từ", ordering="search_words")
    def phrases_label(self, synonym: Synonym) -> str:
        """All phrases of the set in one line."""
        return " · ".join(synonym.phrases.splitlines())


@admin.register(Promotion)
class PromotionAdmin(KeyedAdmin):
    """What stands above the results of a few searches."""

    list_display = ("title", "queries_label", "url", "until", "is_active")
    list_filter = ("is_active",)
    fields = ("base_version", "queries", "title", "text", "url", "until", "is_active")

    @admin.display(description="khi bạn đọc tìm")
    def queries_label(self, promotion: Promotion) -> str:
        """All queries in one line."""
        return " · ".join(promotion.queries.splitlines())
