"""The list of backups and drills, for system administrators: looked at and never changed."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString

from portal.core.admin.lists import LargeListAdmin, badge
from portal.core.ops.models import Outcome, Run

_LOOKS = {Outcome.GOOD: "live", Outcome.PARTIAL: "draft", Outcome.FAILED: "returned"}


@admin.register(Run)
class RunAdmin(LargeListAdmin):
    """What became of each, the newest first; they are made by commands."""

    list_display = ("ended_at", "kind", "outcome_badge", "name", "words")
    list_display_links = None
    fields = ("ended_at", "kind", "outcome", "name", "words")
    ordering = ("-pk",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody writes one by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody rewrites one."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """They go by themselves when they are old."""
        return False

    @admin.display(description="kết quả")
    def outcome_badge(self, run: Run) -> SafeString:
        """How it ended."""
        return badge(_LOOKS[Outcome(run.outcome)], run.get_outcome_display())
