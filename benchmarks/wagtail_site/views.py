"""The search page, after the view that Wagtail's project template brings along."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.search.query import Fuzzy

from wagtail_site.models import PER_PAGE, NewsPage


def search(request: HttpRequest) -> HttpResponse:
    """Find news by Wagtail's database search; with `fuzzy`, by likeness, whatever the accents."""
    query = request.GET.get("q", "")
    asked = Fuzzy(query, unaccent=True) if "fuzzy" in request.GET else query
    found = NewsPage.objects.cards().search(asked) if query else NewsPage.objects.none()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "wagtail_site/search.html", {"q": query, "page": page})
