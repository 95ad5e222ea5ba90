"""The structure of a text: which elements stand where, whatever they stood in before.

`shaped` goes through a tree from the inside out: every element is handed over with children
that are in order already, and answers what stands in its place.
"""

from collections.abc import Callable
from itertools import groupby, pairwise

from portal.core.richtext import marks, media, tables
from portal.core.richtext.marks import begun, is_empty, is_inline
from portal.core.richtext.rules import MARKS, attributes_of
from portal.core.richtext.tree import Node

_LISTS = {"ul", "ol"}
# They hold words only; blocks within give way to their words.
_OF_WORDS = {"h2", "h3", "h4", "dt", "caption", "figcaption"}
# As strangers they are paragraphs: their place is in an element of their own.
_OUT_OF_PLACE = {"dt", "dd", "figcaption"}


def shape(root: Node) -> list[Node]:
    """Return the nodes of a whole text."""
    return _flowing([n for child in root.children for n in shaped(child)], is_text=True)


def shaped(node: Node) -> list[Node]:
    """Return what stands in the place of `node`."""
    if not node.name:
        return [node]
    node.children = [n for child in node.children for n in shaped(child)]
    for before, after in pairwise(node.children):
        if before.name == "br":
            after.text = after.text.lstrip()
    if node.name not in media.WITH_SOURCE:
        node.attributes = attributes_of(node)
    return _SHAPERS.get(node.name, _other)(node)


def _flowing(nodes: list[Node], *, is_text: bool = False, in_figure: bool = False) -> list[Node]:
    """Return the children of what holds blocks: a text, a cell, an item of a list, a quotation.

    In a text, words beside blocks become paragraphs, and two line breaks divide paragraphs.
    """
    has_blocks = not all(map(is_inline, nodes))
    result: list[Node] = []
    for inline, group in groupby(nodes, key=is_inline):
        run = list(group)
        if not inline:
            result += _blocks_in_place(run, in_figure=in_figure)
        elif has_blocks and all(map(is_empty, run)):
            result += [node for node in run if not node.name]
        elif is_text and (has_blocks or _has_two_breaks(run)):
            result += _paragraphs(run)
        else:
            result += run
    return result


def _blocks_in_place(blocks: list[Node], *, in_figure: bool) -> list[Node]:
    result: list[Node] = []
    for node in blocks:
        if node.name == "li":
            if not (result and result[-1].name == "ul"):
                result.append(Node("ul"))
            result[-1].children.append(node)
        elif node.name == "div":
            result += _blocks_in_place(node.children, in_figure=in_figure)
        elif node.name in media.OF_A_PLAYER:
            continue
        elif node.name in _OUT_OF_PLACE and not (in_figure and node.name == "figcaption"):
            node.name = "p"
            result += _paragraph(node)
        elif node.name == "video" and not in_figure:
            result.append(Node("figure", {"class": "video"}, [node]))
        else:
            result.append(node)
    return result


def _has_two_breaks(run: list[Node]) -> bool:
    solid = [node for node in run if not node.is_blank]
    return any(a.name == b.name == "br" for a, b in pairwise(solid))


def _paragraphs(run: list[Node], like: Node | None = None) -> list[Node]:
    """Divide a line of words where two or more line breaks follow each other."""
    pieces: list[list[Node]] = [[]]
    breaks = 0
    for node in run:
        if node.name == "br":
            breaks += 1
        elif not node.is_blank:
            if breaks > 1:
                pieces.append([])
            breaks = 0
        pieces[-1].append(node)
    attributes = like.attributes if like else {}
    kept = [begun(part) for piece in pieces if (part := _trimmed(piece))]
    return [Node("p", dict(attributes), part) for part in kept]


def _trimmed(run: list[Node]) -> list[Node]:
    """Cut line breaks off both ends, and the white space beyond them."""
    solid = [at for at, node in enumerate(run) if not is_empty(node)]
    if not solid:
        return []
    first, last = solid[0], solid[-1] + 1
    before, after = run[:first], run[last:]
    keep_before = [] if any(n.name for n in before) else before
    keep_after = [] if any(n.name for n in after) else after
    return [*keep_before, *run[first:last], *keep_after]


# One function for each kind of element ---------------------------------------------------


def _other(node: Node) -> list[Node]:
    return [node]


def _line(node: Node) -> list[Node]:
    if all(map(is_empty, node.children)):
        return []
    if node.name in _OF_WORDS:
        node.children = _words_only(node.children)
    node.children = begun(node.children)
    return [node]


def _paragraph(node: Node) -> list[Node]:
    embed = media.embed_in(node)
    if embed:
        return [embed]
    result: list[Node] = []
    for inline, group in groupby(node.children, key=is_inline):
        run = list(group)
        result += _paragraphs(run, like=node) if inline else _blocks_in_place(run, in_figure=False)
    return result


def _division(node: Node) -> list[Node]:
    if any(child.name in {"dt", "dd"} for child in node.children):
        return [node]
    if all(map(is_inline, node.children)):
        return [p for n in _paragraphs(node.children) for p in _paragraph(n)]
    return _flowing(node.children, is_text=True)


def _section(node: Node) -> list[Node]:
    if "class" not in node.attributes:
        return _division(node)
    if all(map(is_empty, node.children)):
        return []
    node.children = _flowing(node.children, is_text=True)
    return [node]


def _quotation(node: Node) -> list[Node]:
    if all(map(is_empty, node.children)):
        return []
    node.children = _flowing(node.children, is_text=True)
    return [node]


def _words_only(nodes: list[Node]) -> list[Node]:
    result: list[Node] = []
    for node in nodes:
        if is_inline(node):
            result.append(node)
        else:
            result += [Node(text=" "), *_words_only(node.children), Node(text=" ")]
    return result


def _list(node: Node) -> list[Node]:
    items: list[Node] = []
    for child in node.children:
        if child.name == "li" or child.is_blank:
            items.append(child)
        elif child.name in _LISTS and items and items[-1].name == "li":
            items[-1].children.append(child)
        elif not is_empty(child):
            items.append(Node("li", children=[child]))
    node.children = items
    if _has_headings_only(items):  # Writer numbers the chapters of a document so
        return [heading for item in items for heading in item.children]
    return [node] if any(item.name for item in items) else []


def _has_headings_only(items: list[Node]) -> bool:
    content = [node for item in items for node in item.children if not node.is_blank]
    return bool(content) and all(node.name in {"h2", "h3", "h4"} for node in content)


def _item(node: Node) -> list[Node]:
    if all(map(is_empty, node.children)):
        return []
    node.children = _only_words_of_one_paragraph(_flowing(node.children))
    return [node]


def _cell(node: Node) -> list[Node]:
    children = [n for child in node.children for n in tables.without_frame(child, nested=True)]
    node.children = _only_words_of_one_paragraph(_flowing(children))
    if all(map(is_empty, node.children)):
        node.children = []
    return [node]


def _only_words_of_one_paragraph(nodes: list[Node]) -> list[Node]:
    solid = [node for node in nodes if not node.is_blank]
    first = solid[0] if solid else None
    if first is None or first.name != "p" or first.attributes:
        return begun(nodes)
    # In an item, a list may follow its words.
    if all(node.name in _LISTS for node in solid[1:]):
        return [*first.children, *solid[1:]]
    return nodes


def _table(node: Node) -> list[Node]:
    if not any(inner.name in {"td", "th", "caption"} for inner in node.walk()):
        return []
    tables.tell_heads(node)
    unframed = tables.without_frame(node, nested=False)
    return unframed if unframed == [node] else _flowing(unframed, is_text=True)


def _definitions(node: Node) -> list[Node]:
    kept = {"dt", "dd", "div", ""}
    if all(child.name in kept and (child.name or child.is_blank) for child in node.children):
        if any(child.name in {"dt", "dd"} for child in node.children):
            node.children = _in_pairs([child for child in node.children if child.name])
        return [node] if any(child.name for child in node.children) else []
    return _flowing(node.children, is_text=True)


def _in_pairs(nodes: list[Node]) -> list[Node]:
    """Put each term and what is said of it into a group; the editor takes the groups away."""
    result: list[Node] = []
    for node in nodes:
        group = result[-1] if result and result[-1].name == "div" else None
        if node.name == "dt" and not (group and group.children[-1].name == "dt"):
            result.append(Node("div", children=[node]))
        elif node.name in {"dt", "dd"} and group:
            group.children.append(node)
        else:
            result.append(node)
    return result


def _figure(node: Node) -> list[Node]:
    node.children = _flowing(node.children, in_figure=True)
    return media.figure(node) or _division(node)


_SHAPERS: dict[str, Callable[[Node], list[Node]]] = {
    "p": _paragraph,
    **dict.fromkeys(["h2", "h3", "h4", "figcaption", "caption", "dt", "dd"], _line),
    "blockquote": _quotation,
    "div": _division,
    "section": _section,
    **dict.fromkeys(MARKS, marks.mark),
    "span": marks.span,
    "a": marks.link,
    "img": media.picture,
    **dict.fromkeys(["video", "audio"], media.player),
    "ul": _list,
    "ol": _list,
    "li": _item,
    "td": _cell,
    "th": _cell,
    "table": _table,
    "dl": _definitions,
    "figure": _figure,
}
