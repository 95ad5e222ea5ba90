"""The display settings: a form in the head of every page, and a page of its own."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from categories.crumbs import Crumb
from portal.core.display import COOKIE, COOKIE_AGE, Display
from portal.core.requests import public_form
from portal.core.site import local_path


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def display(request: HttpRequest) -> HttpResponse:
    """Show the form, or remember what was chosen and lead back to the page it was sent from."""
    if request.method != "POST":
        context = {"crumbs": [Crumb.home(), Crumb("Hiển thị")]}
        return render(request, "front/display.html", context)
    chosen = Display.of(request.POST.get("co", ""), request.POST.get("mau", ""))
    response = HttpResponseRedirect(local_path(request.POST.get("tro-lai", "")))
    response.status_code = 303
    if chosen.cookie:
        response.set_cookie(
            COOKIE,
            chosen.cookie,
            max_age=COOKIE_AGE,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response
