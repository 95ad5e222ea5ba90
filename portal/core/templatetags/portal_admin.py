"""Parts of the admin's pages that must not ask a whole table."""

from calendar import monthrange
from datetime import date
from typing import Any

from django import template
from django.contrib.admin.views.main import ChangeList
from django.utils import formats

from portal.core.content import Publishable, PublishableQuerySet, State
from portal.core.workflow.models import Revision
from portal.core.workflow.permissions import Action

register = template.Library()

_STEPS_WITH_REASON = {State.RETURNED: Action.RETURN, State.WITHDRAWN: Action.WITHDRAW}


@register.inclusion_tag("admin/date_hierarchy.html")
def bounded_date_hierarchy(cl: ChangeList) -> dict[str, Any]:
    """Print the drill-down by year, month and day; months and days come from the calendar.

    Django's own groups every row of the list by date.  Here a year, month or day may turn out
    empty, but the page costs two look-ups in an index, however long the archive is.
    """
    field = str(cl.date_hierarchy)
    names = [f"{field}__{unit}" for unit in ("year", "month", "day")]
    year, month, day = (_number(cl.params.get(name)) for name in names)

    def link(*chosen: int) -> str:
        return cl.get_query_string(dict(zip(names, chosen, strict=False)), [f"{field}__"])

    if year is None:
        years = _years(cl)
        choices = [{"link": link(each), "title": str(each)} for each in years]
        return {"show": bool(years), "back": None, "choices": choices}
    if month is None:
        back = {"link": link(), "title": "Mọi năm"}
        choices = [{"link": link(year, m), "title": f"Tháng {m}"} for m in range(1, 13)]
        return {"show": True, "back": back, "choices": choices}
    if day is None:
        back = {"link": link(year), "title": f"Cả năm {year}"}
        days = range(1, monthrange(year, month)[1] + 1)
        choices = [{"link": link(year, month, d), "title": f"{d}/{month}"} for d in days]
        return {"show": True, "back": back, "choices": choices}
    whole_month = formats.date_format(date(year, month, 1), "YEAR_MONTH_FORMAT")
    back = {"link": link(year, month), "title": f"Cả {whole_month}"}
    return {"show": True, "back": back, "choices": [{"title": f"{day}/{month}/{year}"}]}


@register.filter
def done_to(action: str, item: Publishable) -> str:
    """Name a step of the history with what it was done to: "Gỡ trang"."""
    return Action(action).of(item)


@register.simple_tag
def reason_given(item: Publishable) -> Revision | None:
    """Return the step that says why `item` was sent back, taken down or published urgently."""
    step = Action.URGENT if item.urgent_by_id else _STEPS_WITH_REASON.get(item.state())
    if step is None:
        return None
    steps = Revision.objects.of(item).filter(action=step)
    return steps.select_related("made_by").defer("snapshot").first()


def _years(cl: ChangeList) -> list[int]:
    """Return the years of the whole portal: asking for one person's own would walk the archive."""
    rows = cl.model._default_manager.all()
    return rows.publication_years() if isinstance(rows, PublishableQuerySet) else []


def _number(value: Any) -> int | None:
    """Return a parameter as a number; the list has already refused impossible dates."""
    return int(value) if str(value).isdecimal() else None
