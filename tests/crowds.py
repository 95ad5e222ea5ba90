"""Many rows where only their number counts: the actions make one, the others stand beside it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, TypeVar

from categories.tree import Tree
from news import listings
from news.models import Article
from portal.core.content import Publishable
from portal.core.search import index

Item = TypeVar("Item", bound=Publishable)


def make_more(first: Item, number: int, *, step: timedelta = timedelta(minutes=1)) -> list[Item]:
    """Store a crowd: `number` items like `first`, each published by `step` later than the last.

    They stand where it stands and are found; they have no history, and nobody was told of them.
    Each costs a tenth of what the actions take, which made the first.
    """
    model = type(first)
    every: Any = model._default_manager
    rows = [_another(every.get(pk=first.pk), place, step) for place in range(number)]
    numbers = [row.pk for row in every.bulk_create(rows)]
    if isinstance(first, Article):
        _enter_beside(first, rows)
    stored = every.prefetch_related(*model.hanging_rows).in_bulk(numbers)
    crowd = [stored[number] for number in numbers]
    index.write(crowd)
    return crowd


def _another(row: Item, place: int, step: timedelta) -> Item:
    row.pk, row._state.adding = None, True
    row.slug = f"{row.slug}-{place + 2}"
    for name in ("published_at", "first_published_at", "expires_at"):
        if (at := getattr(row, name)) is not None:
            setattr(row, name, at + (place + 1) * step)
    return row


def _enter_beside(first: Article, others: Iterable[Any]) -> None:
    categories = [first.category_id, *first.further_categories.values_list("pk", flat=True)]
    authors = [line.author_id for line in first.bylines.all()]
    tags = [tag.pk for tag in first.tag_list]
    links = Article.further_categories.through
    links.objects.bulk_create(
        links(article_id=other.pk, category_id=pk) for other in others for pk in categories[1:]
    )
    entries = [listings.NewEntry(other, categories, authors, tags) for other in others]
    listings.enter_new(entries, Tree())
