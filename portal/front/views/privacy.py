"""What the portal stores of its readers, told with the figures by which it is deleted."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from categories.crumbs import Crumb
from news import reads
from portal.core.display import COOKIE_AGE
from portal.core.pagecache import cached_page
from portal.core.throttle import WINDOW


@cached_page()
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Tell it; every number is the one that the deleting goes by."""
    context = {
        "report_days": settings.REPORT_KEEP_DAYS,
        "read_days": reads.KEPT_DAYS,
        "cookie_days": COOKIE_AGE // (24 * 3600),
        "search_days": settings.SEARCH_KEEP_DAYS,
        "log_days": settings.SERVER_LOG_DAYS,
        "backup_months": settings.BACKUP_KEEP_MONTHS,
        "counted_seconds": WINDOW,
        "crumbs": [Crumb.home(), Crumb("Bảo vệ dữ liệu cá nhân")],
    }
    return render(request, "front/privacy.html", context)
