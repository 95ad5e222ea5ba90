"""Numbered pages whose cost does not grow with the archive."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

PAGE_SIZE = 20
MAX_PAGES = 50
PAGE_PARAMETER = "trang"


class BoundedPaginator(Paginator):
    """A paginator that counts up to what it would show and no further.

    `COUNT(*)` over a million rows takes longer than the page; older rows are reached by month.
    `is_bounded` tells that there are more rows than `count`.
    """

    def __init__(
        self,
        object_list: Any,
        per_page: int = PAGE_SIZE,
        orphans: int = 0,
        allow_empty_first_page: bool = True,
        *,
        max_pages: int = MAX_PAGES,
    ) -> None:
        super().__init__(object_list, per_page, orphans, allow_empty_first_page)
        self.limit = max_pages * int(per_page)
        self._seen: int | None = None

    @property
    def count(self) -> int:
        """How many rows the numbered pages reach."""
        return min(self._rows_seen(), self.limit)

    @property
    def is_bounded(self) -> bool:
        """Whether the list goes on beyond the last numbered page."""
        return self._rows_seen() > self.limit

    def _rows_seen(self) -> int:
        if self._seen is None:
            rows = self.object_list
            if isinstance(rows, QuerySet):
                # Neither order nor what is shown beside a row changes a count, and both would cost.
                self._seen = rows.order_by().values("pk")[: self.limit + 1].count()
            else:
                self._seen = min(len(rows), self.limit + 1)
        return self._seen


def page_of(
    request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], *, per_page: int = PAGE_SIZE
) -> Page[Any]:
    """Return the page that the address asks for; 404 for a page that does not exist."""
    text = request.GET.get(PAGE_PARAMETER, "1")
    if not text.isdecimal() or len(text) > 6:
        raise Http404("Không có trang này.")
    paginator = BoundedPaginator(rows, per_page)
    number = int(text)
    if not 1 <= number <= paginator.num_pages:
        raise Http404("Không có trang này.")
    return paginator.page(number)


def total_label(page: Page[Any], noun: str = "tin") -> str:
    """Return "Trang 1 trên 24, tổng cộng 473 tin", or "hơn 1.000 tin" for a bounded list.

    `noun` is the word for what the list holds.
    """
    paginator = page.paginator
    bounded = getattr(paginator, "is_bounded", False)
    number = f"{paginator.count:,}".replace(",", ".")
    amount = f"hơn {number}" if bounded else f"tổng cộng {number}"
    return f"Trang {page.number} trên {paginator.num_pages}, {amount} {noun}"
