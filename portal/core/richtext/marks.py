"""What stands in a line of words: marks, links, and how they get along with blocks."""

from itertools import groupby

from portal.core.richtext.rules import INLINE
from portal.core.richtext.tree import Node


def is_inline(node: Node) -> bool:
    """Return whether a node stands in a line of words."""
    return node.name in INLINE


def is_empty(node: Node) -> bool:
    return node.is_blank or node.name == "br"


def begun(nodes: list[Node]) -> list[Node]:
    """Return a line of words without the white space in front of it."""
    if nodes and not nodes[0].name:
        nodes[0].text = nodes[0].text.lstrip()
    return nodes


def mark(node: Node) -> list[Node]:
    if all(map(is_empty, node.children)):
        return node.children
    solid = [child for child in node.children if not child.is_blank]
    if len(node.children) == 1 and solid[0].name == node.name:
        return node.children
    if node.name == "u" and all(child.name == "a" for child in solid):  # underlined as it is
        return node.children
    return _pushed_inside(node, node.children)


def span(node: Node) -> list[Node]:
    if "class" not in node.attributes or not all(map(is_inline, node.children)):
        return node.children
    return [node]


def link(node: Node) -> list[Node]:
    if "href" not in node.attributes or all(map(is_empty, node.children)):
        return node.children
    node.children = [n for c in node.children for n in (c.children if c.name == "u" else [c])]
    return _pushed_inside(node, node.children)


def _pushed_inside(outer: Node, nodes: list[Node]) -> list[Node]:
    """Return `nodes` with a mark around the words of each block, where it may stand."""
    result: list[Node] = []
    for inline, group in groupby(nodes, key=is_inline):
        run = list(group)
        if not inline:
            for block in run:
                if block.name not in {"video", "audio"} and "class" not in block.attributes:
                    block.children = _pushed_inside(outer, block.children)
            result += run
        elif all(map(is_empty, run)):
            result += run
        else:
            result.append(Node(outer.name, outer.attributes, run))
    return result
