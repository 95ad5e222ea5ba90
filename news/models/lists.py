"""The lists in which an article stands: of a category, of an author, of a tag."""

from django.db import models
from django.db.models import Q

from categories.models import Category
from news.models.article import Article
from news.models.names import Author, Tag


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
