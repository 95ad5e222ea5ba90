"""The home page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from categories.crumbs import tree_of
from portal.core.pagecache import cached_page
from portal.front.home_page import home_sections


@cached_page()
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the sections that the editors have chosen."""
    return render(request, "front/home.html", {"sections": home_sections(tree_of(request))})
