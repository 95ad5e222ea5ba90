"""The desk's list of what readers search for."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from portal.core.admin.lists import BoundedAdminPaginator, FoldedSearchAdmin
from portal.core.search.models import SearchCount

_PERIODS = {days: f"{days} ngày qua" for days in ("7", "30", "90")}
_CHOSEN_BY_ITSELF = "30"


class OncePaginator(BoundedAdminPaginator):
    """Reads all rows that the admin shows at once: bringing them together is what costs."""

    def __init__(self, object_list: Any, per_page: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(object_list, per_page, *args, **kwargs)
        self.object_list = list(object_list[: self.limit + 1])


class PeriodFilter(admin.SimpleListFilter):
    """Bring the rows of each query within some days together; one period is always chosen."""

    title = "thời gian"
    parameter_name = "trong"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        """Offer the periods."""
        return list(_PERIODS.items())

    def value(self) -> str:
        """Return the days of the chosen period."""
        chosen = super().value()
        return chosen if chosen in _PERIODS else _CHOSEN_BY_ITSELF

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """Leave out the choice of all: rows that are not brought together make no list."""
        return (choice for choice in list(super().choices(changelist))[1:])

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return one row for each query of the period."""
        first = timezone.localdate() - timedelta(days=int(self.value()) - 1)
        return SearchCount.objects.grouped_since(first)


class NothingFoundFilter(admin.SimpleListFilter):
    """Filter by what found nothing the last time: what readers miss."""

    title = "kết quả"
    parameter_name = "khong-thay"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        """Offer what found nothing."""
        return [("1", "Không thấy gì")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the grouped list."""
        return queryset.filter(last_found=0) if self.value() == "1" else queryset


class SearchCountAdmin(FoldedSearchAdmin):
    """What readers search for, most frequent first; looked at and never changed."""

    paginator = OncePaginator
    list_display = (
        "typed_label",
        "total_label",
        "found_label",
        "last_day",
        "try_link",
        "synonym_link",
    )
    list_display_links = None
    list_filter = (PeriodFilter, NothingFoundFilter)
    search_fields = ("words",)
    search_help_text = "Gõ có dấu hay không dấu đều được."
    actions = None

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Head the list with the question that it answers."""
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        """Order as the list is shown; rows by themselves have no `total`."""
        return ("-total", "words")

    def get_queryset(self, request: HttpRequest) -> QuerySet[SearchCount]:
        """Return the rows as they are stored; `PeriodFilter` makes a list of them."""
        return SearchCount.objects.all()

    def get_list_display(self, request: HttpRequest) -> Any:
        """Leave out what leads to a form that this person may not open."""
        columns = super().get_list_display(request)
        may_add = request.user.has_perm("search.add_synonym")
        return columns if may_add else [name for name in columns if name != "synonym_link"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Readers make the rows, by searching."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody corrects what was counted."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Rows go by themselves when they are old."""
        return False

    @admin.display(description="bạn đọc gõ", ordering="words")
    def typed_label(self, row: Any) -> str:
        """The newest spelling."""
        return str(row.typed)

    @admin.display(description="số lần", ordering="total")
    def total_label(self, row: Any) -> str:
        """How often, in all the days of the list."""
        return str(row.total)

    @admin.display(description="thấy lần cuối", ordering="last_found")
    def found_label(self, row: Any) -> str:
        """How much was found the last time."""
        return f"{row.last_found} kết quả" if row.last_found else "Không thấy gì"

    @admin.display(description="lần cuối", ordering="day")
    def last_day(self, row: Any) -> date:
        """When it was searched for last."""
        day: date = row.day
        return day

    @admin.display(description="xem thử")
    def try_link(self, row: Any) -> SafeString:
        """The search itself, as a reader sees it now."""
        return render_to_string("admin/search/_try.html", {"typed": row.typed})

    @admin.display(description="từ cùng nghĩa")
    def synonym_link(self, row: Any) -> SafeString:
        """The form of a new set that has these words already."""
        url = f"{reverse('admin:search_synonym_add')}?{urlencode({'phrases': row.typed})}"
        return format_html('<a href="{}">Thêm từ đồng nghĩa</a>', url)
