"""What Word, Google Docs, chats and old pages say by styles is said by elements instead."""

from portal.core.richtext.rules import MARKS
from portal.core.richtext.styles import is_hidden, marks_of, style_of
from portal.core.richtext.tree import Node
from portal.core.richtext.word_lists import with_lists

PLAIN = "plain"
"""Class of a mark that its own style takes back, as the one around all that Google Docs copies."""
_CELLS = {"td", "th"}


def tidy(node: Node, inside: frozenset[str] = frozenset()) -> None:
    """Replace, all the way down, what is said by styles; drop what nobody was to see.

    A mark `inside` one of its kind says nothing, and a hundred of them around a thousand
    paragraphs would be a hundred thousand.
    """
    children = with_lists([child for child in node.children if not _is_dropped(child)])
    node.children = []
    for child in children:
        is_plain = child.name in MARKS and child["class"] == PLAIN
        says_nothing = is_plain or child.name in inside
        _tell_by_elements(child)
        is_mark = child.name in MARKS and not says_nothing
        tidy(child, inside | {child.name} if is_mark else inside)
        node.children += child.children if says_nothing else [child]


def _is_dropped(node: Node) -> bool:
    if not is_hidden(node):
        return False
    if node.name not in _CELLS:
        return True
    node.children = []  # the cells after it stay in their columns
    return False


def _tell_by_elements(node: Node) -> None:
    if node.name == "pre":
        _keep_lines(node)
        node.name = "div"
    if node.name == "span" and node["style"]:
        marks = marks_of(style_of(node))
        del node.attributes["style"]
        for mark in reversed(marks):
            node.children = [Node(mark, children=node.children)]


def _keep_lines(node: Node) -> None:
    """Write the line breaks of preformatted text as elements."""
    children: list[Node] = []
    for child in node.children:
        if child.name:
            _keep_lines(child)
            children.append(child)
            continue
        for number, line in enumerate(child.text.strip("\n").split("\n")):
            children += [Node("br")] * bool(number) + [Node(text=line)]
    node.children = children
