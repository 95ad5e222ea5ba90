"""What the first page of the desk says of the reports."""

from django import template

from portal.sections.reports.models import ErrorReport

register = template.Library()

_MOST = 99


@register.simple_tag
def waiting_reports() -> str:
    """Return how many reports nobody has looked at: "" for none, "hơn 99" for very many."""
    count = ErrorReport.objects.waiting().order_by()[: _MOST + 1].count()
    return f"hơn {_MOST}" if count > _MOST else str(count or "")
