"""A small tree of elements, read from what the HTML parser has written and written back.

It is no parser of its own: `read` takes the well-formed output of nh3 only, in which every
element is closed, names are in lower case and attributes stand in double quotes.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

MAX_DEPTH = 100
"""Elements nested deeper give way to their content, so that walking a tree stays possible."""
VOID = frozenset({"br", "hr", "img", "source", "track"})

_TOKEN = re.compile(r'<(?P<close>/?)(?P<name>\w+)(?P<rest>(?:"[^"]*"|[^">])*)>|[^<]+')
_ATTRIBUTE = re.compile(r'\s([^\s=>"]+)="([^"]*)"')
_SPACES = re.compile(r"[ \t\r\f]{2,}|[ \t\r\f]*\n\s*")


@dataclass(slots=True, eq=False)
class Node:
    """An element, or a piece of text (without a name, escaped as in HTML)."""

    name: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)
    text: str = ""

    def __getitem__(self, attribute: str) -> str:
        """Return an attribute, empty where it is missing."""
        return self.attributes.get(attribute, "")

    @property
    def is_blank(self) -> bool:
        """Whether it is nothing but white space."""
        return not self.name and not self.text.strip()

    def walk(self) -> Iterator["Node"]:
        """Yield everything within, in the order of the text."""
        for child in self.children:
            yield child
            yield from child.walk()

    def words(self) -> str:
        """Return the text within, escaped as in HTML."""
        return "".join(node.text for node in self.walk())


def read(markup: str) -> Node:
    """Return the root of a tree; it has no name."""
    root = Node()
    opened = [root]
    for token in _TOKEN.finditer(markup):
        name = token["name"]
        if name is None:
            is_as_written = any(element.name == "pre" for element in opened)
            words = token[0] if is_as_written else _SPACES.sub(_one_space, token[0])
            _add_text(opened[-1], words)
        elif token["close"]:
            opened.pop()
        else:
            _open(name, token["rest"], opened)
    return root


def _add_text(parent: Node, text: str) -> None:
    if parent.children and not parent.children[-1].name:
        parent.children[-1].text += text
    else:
        parent.children.append(Node(text=text))


def _one_space(spaces: re.Match[str]) -> str:
    """Keep the line breaks between elements, not those that a program put into lines of words."""
    is_between = len(spaces[0]) == len(spaces.string)
    return "\n" if is_between and "\n" in spaces[0] else " "


def _open(name: str, rest: str, opened: list[Node]) -> None:
    parent = opened[-1]
    if len(opened) > MAX_DEPTH and name not in VOID:
        opened.append(parent)
        return
    attributes = {key: html.unescape(value) for key, value in _ATTRIBUTE.findall(rest)}
    parent.children.append(Node(name, attributes))
    if name not in VOID:
        opened.append(parent.children[-1])


def write(nodes: Iterable[Node]) -> str:
    """Return the markup of a tree's nodes."""
    parts: list[str] = []
    for node in nodes:
        _write(node, parts.append)
    return "".join(parts)


def _write(node: Node, put: Callable[[str], None]) -> None:
    if not node.name:
        put(node.text)
        return
    attributes = "".join(f' {k}="{html.escape(v)}"' for k, v in node.attributes.items())
    put(f"<{node.name}{attributes}>")
    for child in node.children:
        _write(child, put)
    if node.name not in VOID:
        put(f"</{node.name}>")


def text(words: str) -> Node:
    """Return a piece of text that shows `words`."""
    return Node(text=html.escape(words, quote=False))
