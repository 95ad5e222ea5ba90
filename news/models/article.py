"""The article itself."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from categories.content import Filed
from categories.models import Category
from news.models.names import Author, Tag
from news.querysets import ArticleQuerySet
from portal.core.content import Publishable, Status
from portal.core.fields import LineField, WebAddressField
from portal.core.media.models import Image
from portal.core.richtext import RichTextField
from portal.core.site import address
from portal.core.snapshots import Snapshot
from portal.core.text import plain_text, reading_minutes


class Article(Filed):
    """A news article."""

    body = RichTextField("nội dung")
    further_categories = models.ManyToManyField(
        Category,
        blank=True,
        related_name="+",
        verbose_name="chuyên mục khác",
        help_text="Bài cũng hiện trong các chuyên mục này.",
    )
    authors = models.ManyToManyField(
        Author, through="Byline", related_name="articles", verbose_name="tác giả"
    )
    tags = models.ManyToManyField(
        Tag, through="ArticleTag", related_name="articles", verbose_name="từ khóa", blank=True
    )
    lead_image = models.ForeignKey(
        Image,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ảnh đại diện",
    )
    source_name = LineField(
        "nguồn", max_length=150, blank=True, help_text="Khi đăng lại: báo hoặc cơ quan nào."
    )
    source_url = WebAddressField("địa chỉ bài gốc", max_length=500, blank=True)
    featured_until = models.DateTimeField(
        "nổi bật đến", null=True, blank=True, help_text="Đến lúc này bài đứng đầu trang chủ."
    )

    links_at_hand: Mapping[str, list[Any]] = {}
    """Rows of `bylines` and `article_tags` that were read with the article; see `news.loading`."""

    objects = ArticleQuerySet.as_manager()
    public_moments = (*Filed.public_moments, "featured_until")
    search_fields = ("summary", "body", "source_name")
    hanging_rows = (
        *Filed.hanging_rows,
        "further_categories",
        "bylines__author",
        "article_tags__tag",
    )

    relation_setters = Filed.relation_setters | {
        "authors": "put_back_authors",
        "further_categories": "put_back_categories",
        "tags": "put_back_tags",
    }

    class Meta(Filed.Meta):
        verbose_name = "bài viết"
        verbose_name_plural = "bài viết"
        indexes = [
            *Publishable.Meta.indexes,
            # The lead of the home page: few rows ever carry the date.
            models.Index(
                fields=["-featured_until"],
                name="news_article_featured",
                condition=Q(status=Status.PUBLISHED, featured_until__isnull=False),
            ),
            # The desk of an editor with few categories, last changed first.
            models.Index(fields=["category", "-updated_at", "-id"], name="news_article_cat_upd"),
        ]

    def get_absolute_url(self) -> str:
        """Return the address; the number finds the article, the words are for people."""
        return address("news:article", self.slug, self.public_pk)

    @property
    def byline_authors(self) -> list[Author]:
        """The authors in the order of the byline; free where `with_byline` was asked for."""
        return [byline.author for byline in self._links("bylines", "author")]

    @property
    def byline(self) -> str:
        """The names as they stand under the article: "Thu Phương – Minh Quang"."""
        return " – ".join(author.display_name for author in self.byline_authors)

    @property
    def tag_list(self) -> list[Tag]:
        """The tags in the order in which they were given."""
        return [link.tag for link in self._links("article_tags", "tag")]

    @property
    def reading_minutes(self) -> int:
        """How many minutes the article takes to read."""
        return reading_minutes(plain_text(self.body))

    @property
    def listed_at(self) -> datetime | None:
        """From when the article stands in lists; None while it is not public at all."""
        return self.published_at if self.status == Status.PUBLISHED else None

    def snapshot(self) -> Snapshot:
        """Return the content with its authors, categories and tags."""
        return super().snapshot() | {
            "authors": [author.pk for author in self.byline_authors],
            "further_categories": sorted(category.pk for category in self.further_categories.all()),
            "tags": [str(tag.name) for tag in self.tag_list],
        }

    def search_parts(self) -> list[str]:
        """Return the texts and the names of authors, category and tags."""
        authors = [author.display_name for author in self.byline_authors]
        names = [*authors, self.category.name, *(tag.name for tag in self.tag_list)]
        return [*super().search_parts(), *names]

    def _links(self, relation: str, to: str) -> Iterable[Any]:
        """Return the rows of `relation` with what they lead to, by one query or by none."""
        if relation in self.links_at_hand:
            return self.links_at_hand[relation]
        links: models.QuerySet[Any] = getattr(self, relation).all()
        is_loaded = relation in getattr(self, "_prefetched_objects_cache", {})
        return links if is_loaded else links.select_related(to)

    def set_authors(self, authors: Iterable[Author]) -> None:
        """Replace the byline by `authors`, in their order."""
        from news.models.lists import Byline

        self.bylines.all().delete()
        Byline.objects.bulk_create(
            Byline(article=self, author=author, position=position)
            for position, author in enumerate(authors)
        )

    def gone_relations(self, snapshot: Snapshot) -> list[str]:
        """Tell of authors and categories that are gone; tags are made anew by their names."""
        gone = super().gone_relations(snapshot)
        for name, model, label in (
            ("authors", Author, "tác giả"),
            ("further_categories", Category, "chuyên mục khác"),
        ):
            numbers = snapshot.get(name, ())
            if model._default_manager.filter(pk__in=numbers).count() < len(numbers):
                gone.append(label)
        return gone

    def put_back_authors(self, numbers: Iterable[int]) -> None:
        """Let the authors of these numbers sign, in this order."""
        known = Author.objects.in_bulk(list(numbers))
        self.set_authors(known[number] for number in numbers if number in known)

    def put_back_categories(self, numbers: Iterable[int]) -> None:
        """Show it in the further categories of these numbers."""
        self.further_categories.set(Category.objects.filter(pk__in=list(numbers)))

    def put_back_tags(self, names: Iterable[str]) -> None:
        """Give it the tags of these names, in this order."""
        wanted = list(names)
        # Those that are made anew are made in one order: two people never wait for each other.
        tags = {name: Tag.named(name) for name in sorted(wanted)}
        self.set_tags(tags[name] for name in wanted)

    def set_tags(self, tags: Iterable[Tag]) -> None:
        """Replace the tags, keeping the order given."""
        from news.models.lists import ArticleTag

        self.article_tags.all().delete()
        ArticleTag.objects.bulk_create(ArticleTag(article=self, tag=tag) for tag in tags)

    def refresh_listings(self) -> None:
        """See `news.listings`."""
        from news.listings import refresh

        refresh(self)
