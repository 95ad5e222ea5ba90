"""Questions about many articles."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db.models import F, Prefetch
from django.utils import timezone

from categories.content import FiledQuerySet

if TYPE_CHECKING:
    from categories.models import Category
    from news.models import Article, Author, Tag  # noqa: F401 -- named in the base class


class ArticleQuerySet(FiledQuerySet["Article"]):
    """Lists of articles, each by one index (see `news.models.Listing`)."""

    def for_cards(self) -> Self:
        """Load what a card shows; the body stays in the database."""
        return self.select_related("category", "lead_image").defer(
            "body", "note", "corrections_data"
        )

    def for_hits(self) -> Self:
        """Load what a line of a search result shows."""
        return self.select_related("category").defer("note")

    def with_byline(self) -> Self:
        """Load the authors in the order of the byline."""
        from news.models import Byline

        return self.prefetch_related(
            Prefetch("bylines", Byline.objects.select_related("author").order_by("position", "pk"))
        )

    def in_category(self, category: "Category") -> Self:
        """Return what stands on the page of `category`, newest first."""
        return self._listed("placements", placements__category=category)

    def by_author(self, author: "Author") -> Self:
        """Return what `author` signed, alone or with others, newest first."""
        return self._listed("bylines", bylines__author=author)

    def tagged(self, tag: "Tag") -> Self:
        """Return what carries `tag`, newest first."""
        return self._listed("article_tags", article_tags__tag=tag)

    def published_between(self, begin: datetime, end: datetime) -> Self:
        """Return what was published from `begin` up to, not including, `end`."""
        return self.filter(published_at__gte=begin, published_at__lt=end)

    def _listed(self, relation: str, **which: object) -> Self:
        """Walk the index of one list, from now on back: what is scheduled is not even read.

        `listed` names the date of that very list entry: a second `filter()` across the
        relation would join it a second time and speak of other entries.
        """
        return (
            self.filter(**{f"{relation}__listed_at__lte": timezone.now()}, **which)
            .annotate(listed=F(f"{relation}__listed_at"))
            .order_by("-listed", f"-{relation}__article_id")
        )

    def featured(self, at: datetime | None = None) -> Self:
        """Return what editors put at the head of the home page, newest first."""
        return self.filter(featured_until__gt=at or timezone.now()).newest_first()

    def most_read(self) -> Self:
        """Return what was read in the last days, the most read first; see `news.reads`."""
        return self.filter(rank__isnull=False).order_by("-rank__reads", "-published_at", "-pk")
