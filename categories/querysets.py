"""Questions about many categories."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, F, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    from categories.models import Category  # noqa: F401 -- named in the base class

_NO_ANCESTOR = Value(-1)


def _places_in_tree(key: str) -> tuple[models.Expression, models.Expression, models.Expression]:
    """Return `key` of the ancestor on each of the three levels (see `MAX_DEPTH`)."""
    own, above, top = F(key), F(f"parent__{key}"), F(f"parent__parent__{key}")
    is_third, is_second = {"parent__parent__isnull": False}, {"parent__isnull": False}
    return (
        Coalesce(top, above, own),
        Case(When(**is_third, then=above), When(**is_second, then=own), default=_NO_ANCESTOR),
        Case(When(**is_third, then=own), default=_NO_ANCESTOR),
    )


TREE_ORDER: list[str | Combinable] = [
    key
    for place in zip(_places_in_tree("position"), _places_in_tree("pk"), strict=True)
    for key in place
]
"""A category, then those below it; siblings as the administrator set them."""


class CategoryQuerySet(models.QuerySet["Category"]):
    """The tree is small (tens of rows): pages read it whole and once."""

    def in_tree_order(self) -> Self:
        """Order as the tree is read, for lists of it; see `TREE_ORDER`."""
        return self.order_by(*TREE_ORDER)

    def by_position(self) -> Self:
        """Order siblings as the administrator set them; `Tree` puts them under parents."""
        return self.order_by("position", "pk")

    def on_home(self) -> Self:
        """Return the categories that have a block on the home page, in its order."""
        return self.filter(show_on_home=True).order_by("home_position", "pk")

    def in_sidebar(self) -> Self:
        """Return the categories that have a block in the sidebar, in its order."""
        return self.filter(show_in_sidebar=True).order_by("sidebar_position", "pk")
