"""Pages and snippets of the Wagtail site."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail.snippets.models import register_snippet

PER_PAGE = 20
SECOND, NEWEST, IN_A_BLOCK, NEWER, OLDER = 4, 10, 5, 3, 4


@register_setting
class Identity(BaseSiteSetting):
    """Who publishes the site."""

    agency = models.CharField(max_length=200)
    responsible = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)


@register_snippet
class Category(models.Model):
    """What news are filed under, with the categories below it."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=250, unique=True)
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="children"
    )
    position = models.PositiveIntegerField(default=0)
    on_home = models.BooleanField(default=False)
    in_sidebar = models.BooleanField(default=False)

    panels = list(map(FieldPanel, ("name", "slug", "parent", "position", "on_home", "in_sidebar")))

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


@register_snippet
class Author(models.Model):
    """A person who signs news."""

    name = models.CharField(max_length=120)

    panels = [FieldPanel("name")]

    def __str__(self) -> str:
        return self.name


class NewsQuerySet(PageQuerySet):
    """Lists of news."""

    def cards(self) -> "NewsQuerySet":
        """Load what a card shows, newest first; the body stays in the database."""
        return (
            self.live()
            .select_related("category", "lead_image")
            .defer("body")
            .order_by("-date", "-pk")
        )


class NewsPage(Page):
    """An article."""

    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    authors = ParentalManyToManyField(Author, blank=True)
    date = models.DateTimeField(db_index=True)
    summary = models.TextField(blank=True)
    body = RichTextField()
    lead_image = models.ForeignKey(
        get_image_model_string(), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = PageManager.from_queryset(NewsQuerySet)()
    parent_page_types = ["wagtail_site.NewsIndexPage"]
    content_panels = [
        *Page.content_panels,
        *map(FieldPanel, ("category", "authors", "date", "summary", "lead_image", "body")),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]

    class Meta:
        # For the list of a category, newest first.
        indexes = [models.Index(fields=["category", "-date"], name="news_category_newest")]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the neighbours in the category, and the sidebar."""
        beside = NewsPage.objects.cards().filter(category=self.category_id)
        nearest = beside.filter(date__gt=self.date).order_by("date", "pk")[:NEWER]
        return super().get_context(request, *args, **kwargs) | {
            "newer": list(nearest)[::-1],
            "older": beside.filter(date__lt=self.date)[:OLDER],
            "sidebar": sidebar(),
        }


def sidebar() -> list[NewsPage]:
    """Return the newest of each category that stands beside pages."""
    chosen = Category.objects.filter(in_sidebar=True)
    newest = [NewsPage.objects.cards().filter(category=category).first() for category in chosen]
    return [news for news in newest if news]


class HomePage(Page):
    """Lead, newest, and a block for each category that has one."""

    subpage_types = ["wagtail_site.NewsIndexPage"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the sections of the page."""
        lead, *rest = NewsPage.objects.cards()[: 1 + SECOND + NEWEST]
        categories = Category.objects.filter(on_home=True)
        blocks = [
            (category, list(NewsPage.objects.cards().filter(category=category)[:IN_A_BLOCK]))
            for category in categories
        ]
        return super().get_context(request, *args, **kwargs) | {
            "lead": lead,
            "second": rest[:SECOND],
            "newest": rest[SECOND:],
            "blocks": [block for block in blocks if block[1]],
        }


class NewsIndexPage(RoutablePageMixin, Page):
    """All news, and those of one category."""

    subpage_types = ["wagtail_site.NewsPage"]

    @path("")
    def everything(self, request: HttpRequest) -> HttpResponse:
        """List all news."""
        return self._list(request, NewsPage.objects.cards())

    @path("chuyen-muc/<slug:slug>/", name="category")
    def of_category(self, request: HttpRequest, slug: str) -> HttpResponse:
        """List what is filed under a category or below it."""
        category = get_object_or_404(Category, slug=slug)
        branch = [category.pk, *category.children.values_list("pk", flat=True)]
        return self._list(request, NewsPage.objects.cards().filter(category__in=branch), category)

    def _list(
        self, request: HttpRequest, news: NewsQuerySet, category: Category | None = None
    ) -> HttpResponse:
        context = {
            "category": category,
            "page_of_news": Paginator(news, PER_PAGE).get_page(request.GET.get("page")),
            "sidebar": sidebar(),
        }
        return self.render(
            request, context_overrides=context, template="wagtail_site/news_list.html"
        )
