"""The row of page numbers under a list."""

from typing import Any

from django import template
from django.core.paginator import Page
from django.template.context import RequestContext

from portal.core.paging import PAGE_PARAMETER, total_label

register = template.Library()


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: RequestContext, page: Page[Any], noun: str = "tin") -> dict[str, Any]:
    """Print links to the pages around `page`, keeping the rest of the query.

    `noun` is the word for what the list holds.
    """
    query = context["request"].GET.copy()

    def url(number: int) -> str:
        query.pop(PAGE_PARAMETER, None)
        if number > 1:
            query[PAGE_PARAMETER] = str(number)
        return f"?{query.urlencode()}" if query else context["request"].path

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [
        {"gap": True}
        if not isinstance(number, int)
        else {"number": number, "url": url(number), "current": number == page.number}
        for number in numbers
    ]
    return {
        "page": page,
        "links": links,
        "previous_url": url(page.previous_page_number()) if page.has_previous() else "",
        "next_url": url(page.next_page_number()) if page.has_next() else "",
        "total_label": total_label(page, noun),
    }
