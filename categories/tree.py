"""The whole tree in memory: one query, then menus, breadcrumbs and branches for free."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from categories.models import Category
from portal.core.prepared import PreparedRows

_CATEGORIES = PreparedRows(Category, lambda: Category.objects.by_position())


@dataclass
class Node:
    """A category with the categories below it."""

    category: Category
    children: list["Node"] = field(default_factory=list)

    def walk(self) -> Iterator[Category]:
        """Yield the category and all below it, in tree order."""
        yield self.category
        for child in self.children:
            yield from child.walk()


class Tree:
    """Every category, read once."""

    def __init__(self) -> None:
        categories = _CATEGORIES()
        self.nodes = {category.pk: Node(category) for category in categories}
        self.roots: list[Node] = []
        for category in categories:
            node = self.nodes[category.pk]
            above = self.nodes.get(category.parent_id) if category.parent_id else None
            if above is not None:
                category.parent = above.category
            (above.children if above else self.roots).append(node)

    def __iter__(self) -> Iterator[Category]:
        """Yield all categories in tree order."""
        for root in self.roots:
            yield from root.walk()

    def menu(self) -> list[Node]:
        """Return the tree without what the administrator left out of the menu."""
        return [_shown(root) for root in self.roots if root.category.show_in_menu]

    def at(self, path: str) -> Category | None:
        """Return the category whose address is `path`."""
        return next((category for category in self if category.path == path), None)

    def on_home(self) -> list[Category]:
        """Return the categories that have a block on the home page, in its order."""
        chosen = [node.category for node in self.nodes.values() if node.category.show_on_home]
        return sorted(chosen, key=lambda each: (each.home_position, each.pk))

    def in_sidebar(self) -> list[Category]:
        """Return the categories that have a block in the sidebar, in its order."""
        chosen = [node.category for node in self.nodes.values() if node.category.show_in_sidebar]
        return sorted(chosen, key=lambda each: (each.sidebar_position, each.pk))

    def lineage(self, pk: int) -> list[Category]:
        """Return the category numbered `pk` and those above it, the topmost first."""
        line: list[Category] = []
        node: Category | None = self.nodes[pk].category
        while node is not None:
            line.insert(0, node)
            node = self.nodes[node.parent_id].category if node.parent_id else None
        return line


def _shown(node: Node) -> Node:
    children = [_shown(child) for child in node.children if child.category.show_in_menu]
    return Node(node.category, children)
