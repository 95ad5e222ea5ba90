"""The list of addresses: which of them, and where each is used."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest

from portal.core.admin.lists import signed_in
from portal.core.linkcheck.models import Address, AddressQuerySet, LinkUse
from portal.core.linkcheck.verdicts import Verdict
from portal.core.linkcheck.visible import uses_seen_by, with_items

_LEFT = "left"
_LISTS = (
    (Verdict.BROKEN.value, "Hỏng"),
    (Verdict.MOVED.value, "Đã chuyển chỗ"),
    (Verdict.FAILING.value, "Đang theo dõi"),
    (Verdict.UNCLEAR.value, "Không kiểm tra được"),
    (_LEFT, "Để yên"),
)


class VerdictFilter(admin.SimpleListFilter):
    """Which list: what is broken, unless another is asked for."""

    title = "danh sách"
    parameter_name = "xem"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        """Offer the lists."""
        return _LISTS

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow to one list, each along an index."""
        value = self._chosen()
        if not isinstance(queryset, AddressQuerySet):
            return queryset
        if value == _LEFT:
            return queryset.left_alone()
        return queryset.found(Verdict(value)).filter(left_at__isnull=True)

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Say which list is open; there is none of all."""
        for value, label in self.lookup_choices:
            yield {
                "selected": value == self._chosen(),
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": label,
            }

    def _chosen(self) -> str:
        value = self.value() or ""
        return value if value in dict(_LISTS) else Verdict.BROKEN.value


class AddressChangeList(ChangeList):
    """Loads the first use of each address of the page, and whether there are more."""

    def get_results(self, request: HttpRequest) -> None:
        """Read the page, then the uses on it: two queries, and one for each type among them."""
        super().get_results(request)
        rows: list[Any] = list(self.result_list)
        numbers = [row.first_use for row in rows if row.first_use]
        uses = with_items(LinkUse.objects.filter(pk__in=numbers)) if numbers else []
        first = {use.pk: use for use in uses}
        for row in rows:
            row.use = first.get(row.first_use)
        self.result_list = rows


def with_first_use(rows: QuerySet[Address], request: HttpRequest) -> QuerySet[Any]:
    """Return those of `rows` that this person may see, with their first use."""
    uses = uses_seen_by(signed_in(request)).filter(address=OuterRef("pk")).order_by("pk")
    return rows.filter(Exists(uses.order_by())).annotate(
        first_use=Subquery(uses.values("pk")[:1]), has_more=Exists(uses[1:2])
    )
