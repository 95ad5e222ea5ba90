"""What the comparison sees in a text: blocks, lines of words in them, and what is alike."""

import html
import re
from collections import Counter
from collections.abc import Iterable

from portal.core.richtext.rules import INLINE
from portal.core.richtext.tree import VOID, Node

RUN = "#run"
"""Stands for words that stand beside blocks, without an element of their own."""
_WHOLE = frozenset({"hr", "video", "audio"})
_ALIKE = (
    frozenset({RUN, "p", "h2", "h3", "h4", "div"}),
    frozenset({"ul", "ol"}),
    frozenset({"th", "td"}),
    frozenset({"dt", "dd"}),
    frozenset({"thead", "tbody", "tfoot"}),
)
_WORD = re.compile(r"\w+")


def parts(node: Node) -> list[Node]:
    """Return the blocks within; words that stand beside blocks are a run of their own."""
    found: list[Node] = []
    for child in node.children:
        if child.name not in INLINE:
            found.append(child)
        elif found and found[-1].name == RUN:
            found[-1].children.append(child)
        else:
            found.append(Node(RUN, {}, [child]))
    return [
        part for part in found if part.name != RUN or not all(c.is_blank for c in part.children)
    ]


def _is_blank_run(part: Node) -> bool:
    return part.name == RUN and all(child.is_blank for child in part.children)


def is_leaf(node: Node) -> bool:
    """Return whether it is a block that holds nothing but a line of words."""
    return not is_whole(node) and all(child.name in INLINE for child in node.children)


def is_whole(node: Node) -> bool:
    """Return whether it stays or goes as a whole: a rule, a film, a sound."""
    return node.name in _WHOLE


def are_alike(one: Node, other: Node) -> bool:
    """Return whether one block may have become the other."""
    if is_whole(one) or is_whole(other):
        return False
    return one.name == other.name or any({one.name, other.name} <= group for group in _ALIKE)


def bag(node: Node) -> Counter[str]:
    """Return the words of a block, and the addresses of its pictures."""
    text = " ".join(inner.text for inner in (node, *node.walk()))
    words = Counter(_WORD.findall(html.unescape(text).lower()))
    words.update(inner["src"] for inner in (node, *node.walk()) if inner["src"])
    return words


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return how much two bags have in common: from 0 to 1."""
    total = one.total() + other.total()
    if len(one) > len(other):
        one, other = other, one
    return 2 * sum(min(n, other[word]) for word, n in one.items()) / total if total else 1.0


def opened(name: str, attributes: Iterable[tuple[str, str]]) -> str:
    """Return an opening tag with its attributes."""
    given = "".join(f' {key}="{html.escape(value)}"' for key, value in attributes)
    return f"<{name}{given}>"


def opening(node: Node, *classes: str) -> str:
    """Return the opening tag, with `classes` added; nothing for a run."""
    if node.name == RUN:
        return ""
    attributes = dict(node.attributes)
    names = " ".join(filter(None, [attributes.pop("class", ""), *classes]))
    given = {"class": names} | attributes if names else attributes
    return opened(node.name, given.items())


def closing(node: Node) -> str:
    """Return the closing tag; nothing for a run."""
    return "" if node.name == RUN or node.name in VOID else f"</{node.name}>"
