"""Lists from Word, which are paragraphs with a mark in front, become lists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from portal.core.richtext.styles import style_of
from portal.core.richtext.tree import Node

_LEVEL = re.compile(r"\blevel(\d)\b")
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(pt|cm|in)")
_POINTS = {"pt": 1.0, "cm": 28.35, "in": 72.0}
_INDENT = 36.0
"""Points by which Word indents each level."""
_DECIMAL = re.compile(r"\(?(\d{1,4})[.)]?")
_LETTER = re.compile(r"\(?([a-zA-Z])[.)]", re.ASCII)
_ROMAN = re.compile(r"\(?([ivx]{1,5}|[IVX]{1,5})[.)]")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10}
_LONGEST_MARK = 12


@dataclass
class _Kind:
    """Which list an item belongs to."""

    name: str
    type: str = ""
    number: int = 1


@dataclass
class _Item:
    level: int
    kind: _Kind
    node: Node


@dataclass
class _Lists:
    """The lists that are open, one for each level."""

    done: list[Node] = field(default_factory=list)
    opened: list[tuple[int, _Kind, Node]] = field(default_factory=list)

    def add(self, item: _Item) -> None:
        while self.opened and self.opened[-1][0] > item.level:
            self.opened.pop()
        if not self._continues(item):
            self._begin(item)
        self.opened[-1][2].children.append(Node("li", children=item.node.children))

    def _continues(self, item: _Item) -> bool:
        if not self.opened or self.opened[-1][0] != item.level:
            return False
        _, kind, items = self.opened[-1]
        if (kind.name, kind.type) != (item.kind.name, item.kind.type):
            return False
        return kind.name == "ul" or item.kind.number == kind.number + len(items.children)

    def _begin(self, item: _Item) -> None:
        if self.opened and self.opened[-1][0] == item.level:
            self.opened.pop()
        attributes = {"type": item.kind.type} if item.kind.type else {}
        if item.kind.number != 1:
            attributes["start"] = str(item.kind.number)
        new = Node(item.kind.name, attributes)
        inside = self.opened[-1][2].children[-1].children if self.opened else self.done
        inside.append(new)
        self.opened.append((item.level, item.kind, new))


def with_lists(nodes: list[Node]) -> list[Node]:
    """Return `nodes` with Word's paragraphs gathered into lists.

    A mark that no list can show by itself ("1.1.", "đ)") stays in words, in a paragraph: laws
    and decisions are quoted by it.
    """
    if not any(_is_listed(node) for node in nodes):
        return nodes
    result: list[Node] = []
    lists = _Lists()
    for node in nodes:
        item = _item(node, lists) if _is_listed(node) else None
        if item:
            lists.add(item)
        elif not node.is_blank or not lists.opened:
            result += [*lists.done, node]
            lists = _Lists()
    return result + lists.done


def _is_listed(node: Node) -> bool:
    if node.name != "p":
        return False
    return "MsoListParagraph" in node["class"] or "level" in style_of(node).get("mso-list", "")


def _item(node: Node, lists: _Lists) -> _Item | None:
    parts = _mark_parts(node)
    mark = "".join(part.text + part.words() for part in parts).strip()
    if not mark or len(mark) > _LONGEST_MARK:
        return None
    level = _level(node)
    kind = _kind(mark, next((k for at, k, _ in lists.opened if at == level), None))
    if kind is None:
        return None
    for part in parts:
        part.children, part.text = [], ""
    return _Item(level, kind, node)


def _mark_parts(node: Node) -> list[Node]:
    """Return the nodes that hold the mark and the gap behind it."""
    told = next((n for n in node.walk() if style_of(n).get("mso-list") == "ignore"), None)
    if told:
        return [told]
    # A page saved as "filtered" has lost the word, but not the small font of the gap.
    for count, child in enumerate(node.children[:4], start=1):
        if any(style_of(n).get("font", "").startswith("7.0pt") for n in _with_within(child)):
            return node.children[:count]
    return []


def _with_within(node: Node) -> Iterator[Node]:
    yield node
    yield from node.walk()


def _level(node: Node) -> int:
    style = style_of(node)
    told = _LEVEL.search(style.get("mso-list", ""))
    if told:
        return int(told[1])
    margin = _LENGTH.match(style.get("margin-left", ""))
    return max(1, round(float(margin[1]) * _POINTS[margin[2]] / _INDENT)) if margin else 1


def _kind(mark: str, before: _Kind | None) -> _Kind | None:
    if number := _DECIMAL.fullmatch(mark):
        return _Kind("ol", number=int(number[1]))
    letter = _LETTER.fullmatch(mark)
    is_lettered = before is not None and before.type in {"a", "A"}
    # "i)" is a letter behind "h)", and a number in front of "ii)".
    roman = None if letter and is_lettered else _ROMAN.fullmatch(mark)
    if roman:
        return _Kind("ol", "i" if roman[1].islower() else "I", _roman(roman[1].lower()))
    if letter:
        first = "a" if letter[1].islower() else "A"
        return _Kind("ol", first, ord(letter[1]) - ord(first) + 1)
    # The signs of Wingdings and Symbol are letters in disguise, but stand without a full stop.
    return _Kind("ul") if len(mark) == 1 or not any(map(str.isalnum, mark)) else None


def _roman(digits: str) -> int:
    values = [_ROMAN_DIGITS[digit] for digit in digits]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))
