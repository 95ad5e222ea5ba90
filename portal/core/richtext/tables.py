"""Tables: heads that say what they are the heads of, frames that are none."""

from collections.abc import Iterator

from portal.core.richtext.rules import INLINE
from portal.core.richtext.tree import Node


def tell_heads(table: Node) -> None:
    """Make the cells of a table's head heads of their columns."""
    for head in (node for node in table.children if node.name == "thead"):
        for cell in (c for row in head.children for c in row.children if c.name):
            if cell.name == "td":
                cell.name = "th"
            if cell.name == "th" and "scope" not in cell.attributes:
                cell.attributes = {"scope": "col", **cell.attributes}


def without_frame(table: Node, *, nested: bool) -> list[Node]:
    """Return the content of a table with one cell that only holds a place on an old page.

    It does so where it stands in another table, or has more than words in it.
    """
    if table.name != "table":
        return [table]
    parts = list(_parts(table))
    if len(parts) != 1 or parts[0].name != "td":
        return [table]
    content = parts[0].children
    if any(child.name not in INLINE for child in content):
        return content
    return [Node("p", children=content)] if nested else [table]


def _parts(table: Node) -> Iterator[Node]:
    """Yield the cells and the caption of a table, not those of tables within."""
    for child in table.children:
        if child.name == "caption":
            yield child
        for row in child.children:
            yield from (cell for cell in row.children if cell.name in {"td", "th"})
