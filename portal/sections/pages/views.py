"""The public pages: standing pages in both languages, and the front page of the English section."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from categories.crumbs import Crumb, breadcrumb_json_ld
from portal.core.content import State
from portal.core.dates import short_date
from portal.core.pagecache import cached_page
from portal.core.richtext import allow_embeds
from portal.core.site import absolute_url
from portal.sections.pages.models import Language, Page, PageAddress


@cached_page()
@require_safe
def english_home(request: HttpRequest) -> HttpResponse:
    """List the English pages; without any there is no English section."""
    pages = list(Page.objects.published().in_language(Language.ENGLISH).in_order().for_links())
    if not pages:
        raise Http404("Cổng chưa có trang tiếng Anh.")
    context = {"pages": pages, "page_lang": Language.ENGLISH.value}
    return render(request, "pages/english_home.html", context)


@cached_page()
@require_safe
def page_detail(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Show a published page; 410 for a withdrawn or expired one, 404 for any other."""
    addresses = PageAddress.objects.select_related("page__twin", "page__english")
    page = get_object_or_404(addresses, language=language, slug=slug).page
    state = page.state()
    if state in {State.WITHDRAWN, State.EXPIRED} and page.was_public:
        return page.replacement_response() or gone(request, page)
    if state is not State.LIVE:
        raise Http404("Không có trang này.")
    if request.path != page.get_absolute_url():
        return redirect(page, permanent=True)
    response = render(request, "pages/page_detail.html", page_context(request, page))
    return allow_embeds(response, page.body)


def gone(request: HttpRequest, page: Page) -> HttpResponse:
    """Answer 410 without a word of what was withdrawn, but for what the desk wants to say."""
    context = {"page_lang": page.language, "notice": page.withdrawal_notice}
    return render(request, "pages/page_gone.html", context, status=410)


def page_context(request: HttpRequest, page: Page) -> dict[str, Any]:
    """Return what a standing page shows, for readers and for the preview."""
    home = Crumb("Home", reverse("pages:english-home")) if page.is_english else Crumb.home()
    crumbs = [home, Crumb(page.title)]
    other = page.public_version
    return {
        "page": page,
        "page_lang": page.language,
        "updated_on": _changed_on(page),
        "language_url": other.get_absolute_url() if other else "",
        "alternates": _alternates(request, page, other),
        "documents": page.documents,
        "crumbs": crumbs,
        "breadcrumb_jsonld": breadcrumb_json_ld(request, crumbs),
    }


def _alternates(request: HttpRequest, page: Page, other: Page | None) -> list[tuple[str, str]]:
    """Return language and address of both versions; a page without another names none."""
    versions = [page, other] if other else []
    return [(each.language, absolute_url(request, each.get_absolute_url())) for each in versions]


def _changed_on(page: Page) -> str:
    """Return the day of the last change, as the readers of the language write it."""
    day = timezone.localdate(page.text_changed_at)
    return f"{day.day} {day:%B %Y}" if page.is_english else short_date(day)
