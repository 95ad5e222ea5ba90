"""Which lists of articles there are, for those who link to them."""

from collections.abc import Collection

from categories.models import Category, CategoryRedirect
from news.models import Author, Tag
from portal.core.addresses import answered


def tell() -> None:
    """Answer for the addresses that have no number."""
    answered("news:category", "path", _paths, _moved_paths)
    answered("news:author", "slug", _authors)
    answered("news:tag", "slug", _tags)


def _paths(paths: Collection[str]) -> set[str]:
    """Return those of categories, and those from which readers are sent on."""
    present = Category.objects.filter(path__in=paths).values_list("path", flat=True)
    former = CategoryRedirect.objects.filter(old_path__in=paths).values_list("old_path", flat=True)
    return {str(path) for path in present.union(former)}


def _moved_paths(paths: Collection[str]) -> dict[str, str]:
    """Return the present addresses of categories that were moved or renamed."""
    rows = CategoryRedirect.objects.filter(old_path__in=paths).select_related("category")
    return {row.old_path: row.category.get_absolute_url() for row in rows}


def _authors(slugs: Collection[str]) -> set[str]:
    return set(Author.objects.filter(slug__in=slugs).values_list("slug", flat=True))


def _tags(slugs: Collection[str]) -> set[str]:
    return set(Tag.objects.filter(slug__in=slugs).values_list("slug", flat=True))
