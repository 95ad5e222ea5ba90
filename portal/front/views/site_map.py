"""The site map for people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from categories.crumbs import Crumb, tree_of
from news.models import Article
from news.months import years_of
from portal.core.pagecache import cached_page
from portal.sections.pages.models import Page


@cached_page()
@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """List every category, those outside the menu too, every year and every standing page."""
    context = {
        "tree": tree_of(request).roots,
        "pages": Page.objects.published().in_order().for_links(),
        "years": years_of(Article.objects.published()),
        "crumbs": [Crumb.home(), Crumb("Sơ đồ cổng")],
    }
    return render(request, "front/site_map.html", context)
