"""Articles, the people who sign them, the tags they carry."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse

from categories.content import Filed
from categories.models import Category
from news.querysets import ArticleQuerySet
from portal.core.content import Publishable, Status
from portal.core.fields import LineField, WebAddressField
from portal.core.media.models import Image
from portal.core.richtext import RichTextField
from portal.core.text import fold, plain_text, reading_minutes, sort_key, vi_slug


class Named(models.Model):
    """A row that is looked up and sorted by its Vietnamese name."""

    search_words = models.TextField(editable=False, default="")
    sort_key = models.CharField(max_length=400, editable=False, default="")

    class Meta:
        abstract = True
        ordering = ["sort_key", "pk"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the folded words and the sort key of the name."""
        self.search_words = fold(self._names())
        self.sort_key = sort_key(str(self))[:400]
        super().save(*args, **kwargs)

    def _names(self) -> str:
        return str(self)


class Author(Named):
    """A person or a desk that signs articles; most have no account."""

    name = LineField("họ và tên", max_length=100)
    pen_name = LineField(
        "bút danh", max_length=100, blank=True, help_text="Tên hiện dưới bài. Trống: họ và tên."
    )
    slug = models.SlugField("phần địa chỉ", max_length=80, unique=True, blank=True)
    unit = LineField("đơn vị", max_length=150, blank=True)
    photo = models.ForeignKey(
        Image,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ảnh chân dung",
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        verbose_name="tài khoản",
        help_text="Nếu tác giả có tài khoản trên cổng.",
    )

    class Meta(Named.Meta):
        verbose_name = "tác giả"
        verbose_name_plural = "tác giả"

    def __str__(self) -> str:
        return self.display_name

    def get_absolute_url(self) -> str:
        """Return the address of the author's page."""
        return reverse("news:author", args=[self.slug])

    @property
    def display_name(self) -> str:
        """The name under an article."""
        return str(self.pen_name or self.name)

    def clean(self) -> None:
        """Make the slug, and say at the field when another author has it."""
        super().clean()
        self.slug = self.slug or vi_slug(self.display_name, default="tac-gia")
        if Author.objects.filter(slug=self.slug).exclude(pk=self.pk).exists():
            raise ValidationError(
                {"slug": f"Địa chỉ “{self.slug}” đã có tác giả khác dùng. Thêm chữ cho khác đi."}
            )

    def _names(self) -> str:
        return f"{self.name} {self.pen_name}"


class Tag(Named):
    """A word or name by which articles of several categories belong together."""

    name = LineField("từ khóa", max_length=60, unique=True)
    slug = models.SlugField("phần địa chỉ", max_length=80, unique=True, blank=True)

    class Meta(Named.Meta):
        verbose_name = "từ khóa"
        verbose_name_plural = "từ khóa"

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        """Return the address of the tag's page."""
        return reverse("news:tag", args=[self.slug])

    def clean(self) -> None:
        """Make the slug; two spellings of one tag are one tag."""
        super().clean()
        slug = self.slug or vi_slug(self.name, default="tu-khoa")
        twin = Tag.objects.filter(slug=slug).exclude(pk=self.pk).first()
        if twin is not None:
            raise ValidationError({"name": f"Đã có từ khóa “{twin}”. Hãy dùng từ khóa đó."})
        self.slug = slug


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

    objects = ArticleQuerySet.as_manager()
    search_fields = ("title", "summary", "body")

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
        return reverse("news:article", args=[self.slug, self.pk])

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

    def snapshot(self) -> dict[str, Any]:
        """Return the content with its authors, categories and tags."""
        return super().snapshot() | {
            "authors": [byline.author_id for byline in self.bylines.order_by("position")],
            "further_categories": sorted(self.further_categories.values_list("pk", flat=True)),
            "tags": list(self.article_tags.order_by("pk").values_list("tag__name", flat=True)),
        }

    def search_text(self) -> str:
        """Return the words of the text, its authors, category, tags and source."""
        names = [self.byline, self.category.name, *(tag.name for tag in self.tag_list)]
        return " ".join([super().search_text(), self.source_name, *names])

    def _links(self, relation: str, to: str) -> models.QuerySet[Any]:
        """Return the rows of `relation` with what they lead to, by one query or by none."""
        links: models.QuerySet[Any] = getattr(self, relation).all()
        is_loaded = relation in getattr(self, "_prefetched_objects_cache", {})
        return links if is_loaded else links.select_related(to)

    def set_authors(self, authors: Iterable[Author]) -> None:
        """Replace the byline by `authors`, in their order."""
        self.bylines.all().delete()
        Byline.objects.bulk_create(
            Byline(article=self, author=author, position=position)
            for position, author in enumerate(authors)
        )

    def set_tags(self, tags: Iterable[Tag]) -> None:
        """Replace the tags, keeping the order given."""
        self.article_tags.all().delete()
        ArticleTag.objects.bulk_create(ArticleTag(article=self, tag=tag) for tag in tags)

    def refresh_listings(self) -> None:
        """See `news.listings`."""
        from news.listings import refresh

        refresh(self)


class Listing(models.Model):
    """A list (of a category, an author, a tag) in which an article stands.

    `listed_at` repeats the article's date of publication, and is empty while the article is
    not public: so every list page walks one index from its newest row and reads only what it
    shows, whether the portal holds a hundred articles or a million.
    """

    article: models.ForeignKey[Article, Article]
    listed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True


class Placement(Listing):
    """An article on the page of a category: its own, a further one, or one above those."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="placements")
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "vị trí trong chuyên mục"
        verbose_name_plural = "vị trí trong chuyên mục"
        constraints = [
            models.UniqueConstraint(name="news_placement_once", fields=["article", "category"])
        ]
        indexes = [
            models.Index(
                fields=["category", "-listed_at", "-article"],
                name="news_placement_newest",
                condition=Q(listed_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.category} – {self.article}"


class Byline(Listing):
    """An author of an article, at a place in the byline."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(
        Author, on_delete=models.PROTECT, related_name="bylines", verbose_name="tác giả"
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "tác giả của bài"
        verbose_name_plural = "tác giả, theo thứ tự ký tên"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="news_byline_once",
                fields=["article", "author"],
                violation_error_message="Mỗi tác giả chỉ ký một lần dưới bài.",
            )
        ]
        indexes = [
            models.Index(
                fields=["author", "-listed_at", "-article"],
                name="news_byline_newest",
                condition=Q(listed_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.author)


class ArticleTag(Listing):
    """A tag on an article."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="article_tags")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="article_tags")

    class Meta:
        verbose_name = "từ khóa của bài"
        verbose_name_plural = "từ khóa của bài"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="news_tag_once", fields=["article", "tag"])]
        indexes = [
            models.Index(
                fields=["tag", "-listed_at", "-article"],
                name="news_tag_newest",
                condition=Q(listed_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.tag)


class DailyReads(models.Model):
    """How often an article was read on a day; who read it is not known, see `news.reads`."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="daily_reads")
    day = models.DateField("ngày")
    count = models.PositiveIntegerField("lượt đọc", default=0)

    class Meta:
        verbose_name = "lượt đọc trong ngày"
        verbose_name_plural = "lượt đọc trong ngày"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="news_reads_once_a_day", fields=["article", "day"])
        ]
        indexes = [
            # "Đọc nhiều" adds up the rows of the last days.
            models.Index(fields=["day", "article"], name="news_reads_day")
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.article_id}"
