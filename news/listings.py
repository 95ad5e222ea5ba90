"""Keeping the lists in which articles stand; the only writer of `listed_at`."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import F

from categories.models import Category
from categories.tree import Tree
from news.models import Article, ArticleTag, Byline, Placement

_BATCH = 1_000


def refresh(article: Article) -> None:
    """Bring the category, author and tag lists of one article up to date."""
    further = {category.pk for category in article.further_categories.all()}
    categories = {article.category_id, *further}
    _place_one(article, _with_those_above(categories))
    for model, links in ((Byline, article.bylines), (ArticleTag, article.article_tags)):
        if any(link.listed_at != article.listed_at for link in links.all()):
            model.objects.filter(article=article).update(listed_at=article.listed_at)


def _place_one(article: Article, wanted: set[int]) -> None:
    """Let an article stand in just these categories; most saves find it there already."""
    placements = Placement.objects.filter(article=article)
    stored = dict(placements.values_list("category", "listed_at"))
    if stored.keys() - wanted:
        placements.exclude(category__in=wanted).delete()
    Placement.objects.bulk_create(
        [
            Placement(article=article, category_id=pk, listed_at=article.listed_at)
            for pk in wanted
            if pk not in stored or stored[pk] != article.listed_at
        ],
        update_conflicts=True,
        unique_fields=["article", "category"],
        update_fields=["listed_at"],
    )


def _with_those_above(categories: set[int]) -> set[int]:
    """Return `categories` and all above them, which are two levels at most (`MAX_DEPTH`)."""
    lineages = Category.objects.filter(pk__in=categories).values_list(
        "pk", "parent", "parent__parent"
    )
    return {pk for lineage in lineages for pk in lineage if pk is not None}


class NewEntry(NamedTuple):
    """An article that stands in no list yet, and where it belongs, by number."""

    article: Article
    categories: Iterable[int]
    """Its own and the further ones; those above them follow."""
    authors: Iterable[int]
    tags: Iterable[int]


def enter_new(entries: list[NewEntry], tree: Tree) -> None:
    """Store the bylines, the tags and all lists of many new articles at once."""
    _place([(entry.article, entry.categories) for entry in entries], tree)
    Byline.objects.bulk_create(
        Byline(article_id=new.pk, author_id=pk, position=position, listed_at=new.listed_at)
        for new, _, authors, _ in entries
        for position, pk in enumerate(authors)
    )
    ArticleTag.objects.bulk_create(
        ArticleTag(article_id=new.pk, tag_id=pk, listed_at=new.listed_at)
        for new, _, _, tags in entries
        for pk in tags
    )


def on_category_moved(category: Category, **kwargs: object) -> None:
    """Refile the articles of a branch that moved: the categories above them have changed.

    Runs in the transaction of the move and takes about 40 s for 100,000 articles; moving a
    large branch is work for a quiet hour.
    """
    branch = category.branch().values("pk")
    articles = Article.objects.filter(placements__category__in=branch).distinct().order_by("pk")
    refile(articles.values_list("pk", flat=True))


def refile(numbers: Iterable[int]) -> None:
    """Make the placements of the articles with these numbers anew, in batches."""
    tree = Tree()
    batch: list[int] = []
    for number in numbers:
        batch.append(number)
        if len(batch) == _BATCH:
            _refile_batch(batch, tree)
            batch = []
    _refile_batch(batch, tree)


def _refile_batch(numbers: list[int], tree: Tree) -> None:
    further = Article.further_categories.through.objects.filter(article__in=numbers)
    filed: dict[int, set[int]] = {}
    articles = {article.pk: article for article in Article.objects.filter(pk__in=numbers)}
    for article in articles.values():
        filed[article.pk] = {article.category_id}
    for article_id, category_id in further.values_list(F("article_id"), F("category_id")):
        filed[article_id].add(category_id)
    Placement.objects.filter(article__in=numbers).delete()
    _place([(articles[pk], categories) for pk, categories in filed.items()], tree)


def _place(filed: Iterable[tuple[Article, Iterable[int]]], tree: Tree) -> None:
    Placement.objects.bulk_create(
        Placement(article_id=article.pk, category_id=category, listed_at=article.listed_at)
        for article, categories in filed
        for category in _with_ancestors(categories, tree)
    )


def _with_ancestors(categories: Iterable[int], tree: Tree) -> set[int]:
    return {above.pk for pk in categories for above in tree.lineage(pk)}
