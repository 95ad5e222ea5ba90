"""Questions about many categories."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from categories.models import Category  # noqa: F401 -- named in the base class


class CategoryQuerySet(models.QuerySet["Category"]):
    """The tree is small (tens of rows): pages read it whole and once."""

    def in_tree_order(self) -> Self:
        """Order siblings as the administrator set them; `Tree` puts them under parents."""
        return self.order_by("position", "pk")

    def on_home(self) -> Self:
        """Return the categories that have a block on the home page, in its order."""
        return self.filter(show_on_home=True).order_by("home_position", "pk")

    def in_sidebar(self) -> Self:
        """Return the categories that have a block in the sidebar, in its order."""
        return self.filter(show_in_sidebar=True).order_by("sidebar_position", "pk")
