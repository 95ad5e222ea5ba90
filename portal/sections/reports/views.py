"""The public pages by which readers report a mistake."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from categories.crumbs import Crumb
from portal.core.requests import public_form
from portal.core.site import local_path
from portal.sections.reports import spam
from portal.sections.reports.forms import ReportForm
from portal.sections.reports.models import ErrorReport

_PAGE = "trang"


# A copy in a cache would carry one moment of opening for everybody, and what somebody typed.
@public_form
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Show the form, or take what was sent."""
    if request.method == "POST":
        return _receive(request)
    return _show(request, ReportForm(initial={"page": _asked_page(request)}))


@require_safe
def received(request: HttpRequest) -> HttpResponse:
    """Say thank you; nothing of the report stands here."""
    crumbs = [Crumb.home(), Crumb("Báo lỗi nội dung", reverse("reports:report")), Crumb("Đã nhận")]
    return _unlisted(render(request, "reports/report_received.html", {"crumbs": crumbs}))


def _receive(request: HttpRequest) -> HttpResponse:
    if len(request.body) > spam.MAX_BODY:
        raise BadRequest("a report of impossible size")
    hosts = {request.get_host(), urlsplit(settings.SITE_URL).netloc}
    form = ReportForm(request.POST, hosts=hosts)
    if form.is_trapped:
        return _thank()  # a program that is refused tries again
    if not form.is_valid():
        return _show(request, form)
    if form.earlier is not None:
        return _thank()  # for the second press of a button that was pressed twice
    if ErrorReport.objects.is_full():
        return _show(request, form, is_full=True)
    form.save()
    return _thank()


def _show(request: HttpRequest, form: ReportForm, *, is_full: bool = False) -> HttpResponse:
    crumbs = [Crumb.home(), Crumb("Báo lỗi nội dung")]
    context = {"form": form, "is_full": is_full, "crumbs": crumbs}
    status = 429 if is_full else 200
    return _unlisted(render(request, "reports/report_form.html", context, status=status))


def _thank() -> HttpResponse:
    response = HttpResponseRedirect(reverse("reports:received"))
    response.status_code = 303
    return _unlisted(response)


def _unlisted(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    return response


def _asked_page(request: HttpRequest) -> str:
    """Return the page that the link came from, empty where it did not say."""
    text = request.GET.get(_PAGE, "")
    longest = ErrorReport._meta.get_field("page").max_length or 0
    return local_path(text) if 0 < len(text) <= longest else ""
