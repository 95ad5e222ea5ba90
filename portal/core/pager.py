"""The row of page numbers under a list, for the public and on the desk."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest

from portal.core.paging import PAGE_PARAMETER, total_label


@dataclass(frozen=True)
class PageLink:
    """One place in the row; without a number it stands for the pages that are left out."""

    number: int | None = None
    url: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class PageLinks:
    """The row; the addresses of the neighbours are empty at its ends."""

    links: list[PageLink]
    previous_url: str
    next_url: str
    total_label: str


def page_links(request: HttpRequest, page: Page[Any], noun: str) -> PageLinks:
    """Return links to the pages around `page`, keeping the rest of the query.

    `noun` is the word for what the list holds.
    """
    query = request.GET.copy()

    def url(number: int) -> str:
        query.pop(PAGE_PARAMETER, None)
        if number > 1:
            query[PAGE_PARAMETER] = str(number)
        return f"?{query.urlencode()}" if query else request.path

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return PageLinks(
        links=[
            PageLink(number, url(number), number == page.number)
            if isinstance(number, int)
            else PageLink()
            for number in numbers
        ],
        previous_url=url(page.previous_page_number()) if page.has_previous() else "",
        next_url=url(page.next_page_number()) if page.has_next() else "",
        total_label=total_label(page, noun),
    )
