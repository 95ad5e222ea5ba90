"""RSS, Atom and JSON feeds of the whole portal and of each category."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape
from django.views.decorators.http import require_safe

from categories.models import Category
from news.models import Article
from news.querysets import ArticleQuerySet
from portal.core.identity.models import Identity
from portal.core.pagecache import cached_page
from portal.core.richtext import clean_html
from portal.core.site import absolute_url

FEED_LENGTH = 30


def _entries(articles: ArticleQuerySet) -> list[Article]:
    chosen = articles.select_related("category").with_byline().defer("note")
    return list(chosen[:FEED_LENGTH])


def _lasting_id(request: HttpRequest, article: Article) -> str:
    """Return a tag URI (RFC 4151): it stays when title and address change.

    With the address as its number, feed readers would show a renamed article a second time.
    """
    host = urlsplit(absolute_url(request, "/")).hostname
    first = article.first_published_at or article.published_at
    return f"tag:{host},{timezone.localtime(first):%Y}:bai-viet/{article.pk}"


class _DatedByItsItems(SyndicationFeed):
    """A feed without items keeps its date.

    Django dates it at the moment of reading, and a stored page then differs from the next one.
    """

    def latest_post_date(self) -> datetime:
        """Return when the newest item was changed, or when the feed last had another name."""
        if self.items:
            return super().latest_post_date()
        return self.feed["named_at"] or datetime.fromtimestamp(0, UTC)


class _Rss(_DatedByItsItems, Rss201rev2Feed):
    pass


class _Atom(_DatedByItsItems, Atom1Feed):
    pass


class _ArticleFeed(Feed):
    """What the feeds have in common; one object per request (see `view`)."""

    feed_type: type[_DatedByItsItems] = _Rss
    language = "vi"
    item_guid_is_permalink = False

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._identity = Identity.load()

    @classmethod
    def view(cls) -> Callable[..., HttpResponse]:
        """Return the view; Django's own feeds are one object that all threads would share."""

        @cached_page()
        @require_safe
        def feed(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            response: HttpResponse = cls(request)(request, **kwargs)
            return response

        return feed

    def feed_extra_kwargs(self, obj: object) -> dict[str, datetime | None]:
        """What dates a feed that has no items (see `_DatedByItsItems`)."""
        return {"named_at": self._identity.updated_at}

    def feed_url(self) -> str:
        """The feed's own address, on the public host whatever host was asked."""
        return absolute_url(self._request, self._request.path)

    def item_title(self, item: Article) -> str:
        """The headline."""
        return str(item.title)

    def item_description(self, item: Article) -> str:
        """The sapo; feed readers show a description as HTML."""
        return escape(item.summary)

    def item_guid(self, item: Article) -> str:
        """What feed readers know the article by."""
        return _lasting_id(self._request, item)

    def item_pubdate(self, item: Article) -> datetime | None:
        """When it was published."""
        return item.published_at

    def item_updateddate(self, item: Article) -> datetime | None:
        """When something that matters was last changed, which readers were told of."""
        return item.revised_at or item.published_at

    def item_author_name(self, item: Article) -> str:
        """The byline."""
        return item.byline

    def item_categories(self, item: Article) -> Iterable[str]:
        """The category."""
        return [item.category.name]

    def item_link(self, item: Article) -> str:
        """The address, absolute, so that the Sites framework is not needed."""
        return absolute_url(self._request, item.get_absolute_url())


class SiteRss(_ArticleFeed):
    """The newest of the whole portal."""

    def title(self) -> str:
        """The portal's name."""
        return str(self._identity.site_name)

    def description(self) -> str:
        """One line for feed readers."""
        return f"Tin mới của {self._identity.site_name}"

    def subtitle(self) -> str:
        """Atom's word for the description."""
        return self.description()

    def link(self) -> str:
        """The home page."""
        return absolute_url(self._request, reverse("front:home"))

    def items(self) -> list[Article]:
        """The newest published articles."""
        return _entries(Article.objects.published().newest_first())


class SiteAtom(SiteRss):
    """The same as Atom."""

    feed_type = _Atom


class CategoryRss(_ArticleFeed):
    """The newest of a category."""

    def get_object(self, request: HttpRequest, path: str) -> Category:
        """Find the category by its address."""
        return get_object_or_404(Category, path=path)

    def title(self, obj: Category) -> str:
        """The category and the portal."""
        return f"{obj.name} – {self._identity.site_name}"

    def description(self, obj: Category) -> str:
        """The category's own description."""
        return obj.description or f"Tin mới của chuyên mục {obj.name}"

    def subtitle(self, obj: Category) -> str:
        """Atom's word for the description."""
        return self.description(obj)

    def link(self, obj: Category) -> str:
        """The category's page."""
        return absolute_url(self._request, obj.get_absolute_url())

    def items(self, obj: Category) -> list[Article]:
        """The newest published articles of the category."""
        return _entries(Article.objects.published().in_category(obj))


class CategoryAtom(CategoryRss):
    """The same as Atom."""

    feed_type = _Atom


def _modified(article: Article) -> dict[str, str]:
    if not article.revised_at:
        return {}
    return {"date_modified": timezone.localtime(article.revised_at).isoformat()}


@cached_page()
@require_safe
def site_json(request: HttpRequest) -> JsonResponse:
    """The newest of the whole portal as JSON Feed 1.1 (jsonfeed.org/version/1.1)."""
    items = [
        {
            "id": _lasting_id(request, article),
            "url": absolute_url(request, article.get_absolute_url()),
            "title": article.title,
            "summary": article.summary,
            "content_html": clean_html(article.body),
            "date_published": timezone.localtime(article.published_at).isoformat(),
            **_modified(article),
            "authors": [{"name": author.display_name} for author in article.byline_authors],
            "tags": [article.category.name],
            "language": "vi",
        }
        for article in _entries(Article.objects.published().newest_first())
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": Identity.load().site_name,
        "home_page_url": absolute_url(request, reverse("front:home")),
        "feed_url": absolute_url(request, request.path),
        "language": "vi",
        "items": items,
    }
    return JsonResponse(
        feed,
        content_type="application/feed+json; charset=utf-8",
        json_dumps_params={"ensure_ascii": False},
    )
