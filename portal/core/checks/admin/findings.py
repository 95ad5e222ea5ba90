"""What is to be mended in what readers see."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from portal.core.admin.lists import badge
from portal.core.checks import switches
from portal.core.checks.admin.base import OfItemAdmin
from portal.core.checks.findings import Level
from portal.core.checks.models import ItemFinding
from portal.core.checks.registry import CHECKS

_LOOKS = {Level.BLOCK: ("withdrawn", "Phải sửa"), Level.WARN: ("returned", "Nên sửa")}


class CheckFilter(admin.SimpleListFilter):
    """Filter by what was looked at."""

    title = "phép kiểm tra"
    parameter_name = "phep"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        """Offer the checks that are switched on."""
        levels = switches.levels()
        return [(c.name, c.title) for c in CHECKS if levels[c.name] is not Level.OFF]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list to one check."""
        return queryset.filter(check_name=self.value()) if self.value() else queryset


class LevelFilter(admin.SimpleListFilter):
    """Filter by what follows from a finding."""

    title = "mức"
    parameter_name = "muc"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        """Offer both."""
        return [(level.value, words) for level, (_, words) in _LOOKS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list to the checks of one level."""
        if self.value() not in {level.value for level in _LOOKS}:
            return queryset
        names = [name for name, level in switches.levels().items() if level == self.value()]
        return queryset.filter(check_name__in=names)


@admin.register(ItemFinding)
class ItemFindingAdmin(OfItemAdmin):
    """The list, made by `manage.py check_content` and kept up to date by what is published."""

    list_display = ("item_link", "level_badge", "check_label", "problem_lines")
    list_filter = (LevelFilter, CheckFilter)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Leave out what is switched off."""
        levels = switches.levels()
        off = [name for name, level in levels.items() if level is Level.OFF]
        rows = super().get_queryset(request)
        return rows.exclude(check_name__in=off) if off else rows

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Head the list with its name."""
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    @admin.display(description="mức")
    def level_badge(self, row: ItemFinding) -> SafeString:
        """Whether it must be mended before the item can be sent again."""
        return badge(*_LOOKS[switches.levels().get(row.check_name, Level.WARN)])

    @admin.display(description="điều cần sửa")
    def problem_lines(self, row: ItemFinding) -> SafeString:
        """What is wrong, and where."""
        return format_html_join("", "<p>{}</p>", ((line,) for line in row.problem.splitlines()))
