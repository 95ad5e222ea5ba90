"""The way from the home page to a page, above its heading."""

from dataclasses import dataclass
from typing import Any, Self

from django.http import HttpRequest
from django.urls import reverse

from categories.models import Category
from categories.tree import Tree
from portal.core.site import absolute_url


@dataclass(frozen=True)
class Crumb:
    """One step; without an address it is the page itself."""

    label: str
    url: str = ""

    @classmethod
    def home(cls) -> Self:
        """The first step of every page."""
        return cls("Trang chủ", reverse("front:home"))


def tree_of(request: HttpRequest) -> Tree:
    """Return the category tree, read once per request."""
    tree: Tree | None = getattr(request, "_category_tree", None)
    if tree is None:
        tree = Tree()
        request._category_tree = tree  # type: ignore[attr-defined]
    return tree


def category_crumbs(
    request: HttpRequest, category: Category, *, page_follows: bool = False
) -> list[Crumb]:
    """Return the steps down to `category`; the last is a link when a page of it follows."""
    steps = [Crumb(c.name, c.get_absolute_url()) for c in tree_of(request).lineage(category.pk)]
    if not page_follows:
        steps[-1] = Crumb(category.name)
    return [Crumb.home(), *steps]


def breadcrumb_json_ld(request: HttpRequest, crumbs: list[Crumb]) -> dict[str, Any]:
    """Return the steps as schema.org's BreadcrumbList."""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": crumb.label,
                "item": absolute_url(request, crumb.url or request.path),
            }
            for position, crumb in enumerate(crumbs, start=1)
        ],
    }
