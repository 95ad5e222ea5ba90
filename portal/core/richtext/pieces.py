"""A clean text in the pieces in which two people's changes of it are told apart."""

import re
from dataclasses import dataclass

from portal.core.richtext.tree import Node, read, write

_DIVIDED = frozenset(
    {"ul", "ol", "table", "thead", "tbody", "tfoot", "blockquote", "section", "dl"}
)
_ONE = re.compile(r"<(\w+)")


@dataclass(frozen=True)
class Pieces:
    """What stands within an element, with the tags around it; at the top they are empty."""

    opening: str
    inner: list[str]
    closing: str


def pieces_of(markup: str) -> Pieces:
    """Return the blocks of a text, in their order; each is markup by itself."""
    return Pieces("", _blocks(read(markup)), "")


def divided(markup: str) -> Pieces | None:
    """Return what one block holds (rows, items, paragraphs), or None where it is not divided."""
    found = _ONE.match(markup)
    if found is None or found[1] not in _DIVIDED:
        return None
    root = read(markup)
    solid = [child for child in root.children if not child.is_blank]
    if len(solid) != 1:
        return None
    outer = solid[0]
    shell = write([Node(outer.name, outer.attributes)])
    closing = f"</{outer.name}>"
    return Pieces(shell.removesuffix(closing), _blocks(outer), closing)


def _blocks(node: Node) -> list[str]:
    """Return each child as markup; white space between blocks goes with the one before it."""
    blocks: list[str] = []
    for child in node.children:
        if child.is_blank and blocks:
            blocks[-1] += child.text
        elif not child.is_blank:
            blocks.append(write([child]))
    return blocks
