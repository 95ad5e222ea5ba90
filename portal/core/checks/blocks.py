"""A clean text taken apart: its blocks of words, its headings, links and pictures."""

import html
from collections.abc import Iterator
from dataclasses import dataclass, field

from portal.core.richtext.cleaning import sanitised
from portal.core.richtext.tree import Node, read

_BLOCKS = frozenset(
    {
        *("p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "hr", "dl", "dt", "dd"),
        *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
        *("figure", "figcaption", "section", "div", "video", "audio"),
    }
)
_HEADINGS = {"h2": 2, "h3": 3, "h4": 4}
_LISTS = {"ul", "ol", "table"}


@dataclass(frozen=True)
class Block:
    """Words that stand together: a paragraph, a heading, a cell of a table."""

    kind: str
    text: str
    group: int = 0
    """Number of the list or table that it stands in, 0 for none."""
    row: tuple[str, ...] = ()
    """All cells of its row, in a table."""
    header: str = ""
    """What stands at the head of its column, in a table."""
    is_source: bool = False
    """Whether it tells where the figures of a part of the text come from."""

    @property
    def level(self) -> int:
        """Level of a heading, 0 for anything else."""
        return _HEADINGS.get(self.kind, 0)


@dataclass(frozen=True)
class Link:
    """A link and its words."""

    address: str
    text: str
    has_picture: bool = False


@dataclass(frozen=True)
class Picture:
    """A picture in the text."""

    src: str
    alt: str
    caption: str | None
    """None where it stands in no figure."""
    has_credit: bool


@dataclass
class Text:
    """One rich text."""

    blocks: list[Block] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)


def taken_apart(markup: str) -> Text:
    """Return what a clean text is made of."""
    root = read(sanitised(markup))  # a row may have been written behind the portal's back
    text = Text()
    reader = _Reader(text)
    reader.read(root, "p")
    for node in root.walk():
        if node.name == "a":
            inside = any(inner.name == "img" for inner in node.walk())
            text.links.append(Link(node["href"], words_of(node), inside))
    text.pictures.extend(_pictures(root, None))
    return text


def words_of(node: Node) -> str:
    """Return the words within an element as one line."""
    parts = (" " if inner.name in {"br", *_BLOCKS} else inner.text for inner in node.walk())
    return " ".join(html.unescape("".join(parts)).split())


class _Reader:
    """Collects blocks in the order of the text."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._groups = 0

    def read(self, node: Node, kind: str, group: int = 0, *, is_source: bool = False) -> None:
        """Read what stands in `node`: words of its own, and the blocks within."""
        waiting: list[str] = []

        def flush() -> None:
            words = " ".join(html.unescape("".join(waiting)).split())
            waiting.clear()
            if words:
                self._text.blocks.append(Block(kind, words, group, is_source=is_source))

        for child in node.children:
            if child.name in _BLOCKS:
                flush()
                self._block(child, group, is_source=is_source)
            else:
                waiting.append(_inline(child))
        flush()

    def _block(self, node: Node, group: int, *, is_source: bool) -> None:
        if node.name in _LISTS:
            self._groups += 1
            group = self._groups
        if node.name == "table":
            self._table(node, group)
            return
        kind = node.name if node.name not in {"div", "section", "figure"} else "p"
        is_source = is_source or node["class"] in {"src", "facts"}
        self.read(node, kind, group, is_source=is_source)

    def _table(self, table: Node, group: int) -> None:
        header: tuple[str, ...] = ()
        for node in table.walk():
            if node.name == "caption":
                self._text.blocks.append(Block("caption", words_of(node), group))
            if node.name != "tr":
                continue
            cells = [cell for cell in node.children if cell.name in {"th", "td"}]
            row = tuple(words_of(cell) for cell in cells)
            for number, (cell, words) in enumerate(zip(cells, row, strict=True)):
                above = header[number] if number < len(header) else ""
                if words:
                    self._text.blocks.append(Block(cell.name, words, group, row, above))
            if not header:  # the first row names the columns, whether or not it is marked so
                header = row


def _inline(node: Node) -> str:
    if not node.name:
        return node.text
    return " " if node.name == "br" else "".join(_inline(child) for child in node.children)


def _pictures(node: Node, figure: Node | None) -> Iterator[Picture]:
    for child in node.children:
        if child.name == "img":
            yield _picture(child, figure)
        else:
            yield from _pictures(child, child if child.name == "figure" else figure)


def _picture(img: Node, figure: Node | None) -> Picture:
    if figure is None:
        return Picture(img["src"], img["alt"].strip(), None, has_credit=False)
    captions = [node for node in figure.walk() if node.name == "figcaption"]
    credit = any(
        inner.name == "span" and inner["class"] == "credit" and words_of(inner)
        for caption in captions
        for inner in caption.walk()
    )
    caption = " ".join(words_of(node) for node in captions)
    return Picture(img["src"], img["alt"].strip(), caption, has_credit=credit)
