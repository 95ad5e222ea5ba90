"""The public pages of articles, categories, authors and tags."""

from base64 import b64decode
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from categories.crumbs import Crumb, breadcrumb_json_ld, category_crumbs, tree_of
from categories.models import CategoryRedirect
from news import reads
from news.article_page import article_context
from news.blocks import with_sidebar
from news.category_list import CategoryList
from news.forms import MonthForm
from news.loading import article_numbered
from news.models import Article, Author, Tag
from news.months import group_by_month, moment, month_after
from news.saved_page import saved_context
from portal.core.content import State
from portal.core.pagecache import cached_page
from portal.core.paging import PAGE_PARAMETER, page_of
from portal.core.richtext import allow_embeds


@cached_page()
@require_safe
def article_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a published article; 410 for a withdrawn or expired one, 404 for any other."""
    article = article_numbered(int(pk))
    if article is None:
        raise Http404("Không có bài này.")
    state = article.state()
    if state in {State.WITHDRAWN, State.EXPIRED} and article.was_public:
        return article.replacement_response() or gone(request, article.withdrawal_notice)
    if state is not State.LIVE:
        raise Http404("Không có bài này.")
    if request.path != article.get_absolute_url():
        return redirect(article, permanent=True)
    response = render(request, "news/article_detail.html", article_context(request, article))
    return allow_embeds(response, article.body)


# The smallest picture that is one: one transparent pixel (GIF89a).
_PIXEL = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


@require_safe
def article_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the picture at the end of an article, and count a reading."""
    if reads.is_reader(request):
        reads.count(int(pk))
    response = HttpResponse(_PIXEL, content_type="image/gif")
    response["Cache-Control"] = f"private, max-age={reads.KEPT_BY_BROWSER}"
    return response


@cached_page()
@require_safe
def article_saved(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Send a published article as one file that needs no network; see `news.saved_page`."""
    articles = Article.objects.published().select_related("category", "lead_image")
    article = get_object_or_404(articles.with_byline(), pk=pk)
    response = render(request, "news/article_saved.html", saved_context(request, article))
    response["Content-Disposition"] = f'attachment; filename="{article.slug}.html"'
    response["X-Robots-Tag"] = "noindex"
    return response


def gone(request: HttpRequest, notice: str) -> HttpResponse:
    """Answer 410 without a word of what was withdrawn, but for what the desk wants to say."""
    newest = Article.objects.published().for_cards().newest_first()[:5]
    context = {"newest": newest, "notice": notice}
    return render(request, "news/article_withdrawn.html", context, status=410)


@cached_page("nam", "thang", PAGE_PARAMETER)
@require_safe
def category_detail(request: HttpRequest, path: str) -> HttpResponse:
    """List the articles of a category, all or of one month; an old address redirects."""
    category = tree_of(request).at(path)
    if category is None:
        old = get_object_or_404(CategoryRedirect.objects.select_related("category"), old_path=path)
        return redirect(old.category, permanent=True)
    chosen = _chosen_month(request)
    listing = CategoryList(category, *_span(**chosen))
    page = page_of(request, listing)
    listed, sidebar = with_sidebar(page, tree_of(request))
    lead = listed.pop(0) if page.number == 1 and listed and not chosen["year"] else None
    crumbs = category_crumbs(request, category)
    context = {
        "category": category,
        "current_category": category,
        "current_top": tree_of(request).lineage(category.pk)[0],
        "page": page,
        "lead": lead,
        "groups": group_by_month(listed),
        "years": listing.years,
        "months": range(1, 13),
        "sidebar": sidebar,
        "crumbs": crumbs,
        "breadcrumb_jsonld": breadcrumb_json_ld(request, crumbs),
        "children": [node.category for node in tree_of(request).nodes[category.pk].children],
        "feed_url": reverse("front:category-rss", args=[category.path]),
        **chosen,
    }
    return render(request, "news/category_detail.html", context)


def _chosen_month(request: HttpRequest) -> dict[str, int | None]:
    """Return the year, and the month in it, that the reader chose, if any."""
    form = MonthForm(request.GET)
    if not form.is_valid():
        raise Http404("Không có tháng này.")
    year, month = form.cleaned_data["nam"], form.cleaned_data["thang"]
    return {"year": year, "month": month if year else None}


def _span(year: int | None, month: int | None) -> tuple[datetime | None, datetime | None]:
    """Return when a month or a year begins and ends; of all time, None."""
    if not year:
        return None, None
    return moment(year, month or 1), month_after(year, month or 12)


@cached_page(PAGE_PARAMETER)
@require_safe
def author_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """List what an author signed."""
    author = get_object_or_404(Author.objects.select_related("photo"), slug=slug)
    page = page_of(request, Article.objects.published().for_cards().by_author(author))
    context = {"author": author, "page": page, "groups": group_by_month(page)}
    context["crumbs"] = [Crumb.home(), Crumb(author.display_name)]
    return render(request, "news/author_detail.html", context)


@cached_page(PAGE_PARAMETER)
@require_safe
def tag_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """List what carries a tag."""
    tag = get_object_or_404(Tag, slug=slug)
    page = page_of(request, Article.objects.published().for_cards().tagged(tag))
    context = {"tag": tag, "page": page, "groups": group_by_month(page)}
    context["crumbs"] = [Crumb.home(), Crumb(f"Từ khóa: {tag.name}")]
    return render(request, "news/tag_detail.html", context)
