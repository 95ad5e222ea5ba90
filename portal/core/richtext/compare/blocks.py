"""Blocks side by side: which stayed, which came, which went, which were changed."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from portal.core.alignment import align, rising
from portal.core.richtext.compare.nodes import (
    RUN,
    are_alike,
    bag,
    closing,
    is_leaf,
    is_whole,
    likeness,
    opening,
    parts,
)
from portal.core.richtext.compare.words import DELETED, INSERTED, compare_words, marked, note
from portal.core.richtext.tree import Node, write

ENOUGH = 0.4
"""How much two blocks have in common where one is taken for a change of the other."""
_IN_FEW = 8
"""A word that stands in more blocks than these tells nothing about which became which."""
_BY_PLACE = frozenset({"tr", "div"})
"""What stands in these is known by its place: the cells of a row."""
_KEPT_IN_SIGHT = 1
_WORTH_FOLDING = 3
_FOLDS = {
    **dict.fromkeys(("ul", "ol"), ("mục", '<li class="change-fold">{}</li>')),
    **dict.fromkeys(
        ("thead", "tbody", "tfoot"),
        ("dòng", '<tr class="change-fold"><td colspan="99">{}</td></tr>'),
    ),
    **dict.fromkeys(("", "section", "blockquote", "li"), ("đoạn", '<p class="change-fold">{}</p>')),
}
"""What is counted in an element, and how the line is written that stands for it."""
_NAMES = {
    "p": "đoạn văn",
    "h2": "đề mục cấp 2",
    "h3": "đề mục cấp 3",
    "h4": "đề mục cấp 4",
    "ul": "danh sách có dấu đầu dòng",
    "ol": "danh sách đánh số",
    "th": "ô tiêu đề",
    "td": "ô thường",
    "dt": "mục",
    "dd": "lời giải thích",
    "thead": "đầu bảng",
    "tbody": "thân bảng",
    "tfoot": "cuối bảng",
}
_NO_NOTES_WITHIN = frozenset({"ul", "ol", "table", "thead", "tbody", "tfoot", "tr", "dl"})
_BLANK = re.compile(r"\s+")


class Step(NamedTuple):
    """A block before and after; None where it was not there, both the same where it stayed."""

    old: Node | None
    new: Node | None
    stayed: str = ""


def compare_blocks(
    within: str, before: list[Node], after: list[Node], *, changes_only: bool = False
) -> str:
    """Return the markup of blocks that stand in an element called `within`."""
    pieces: list[str] = []
    stayed: list[str] = []
    for step in _steps(within, before, after):
        if step.stayed and changes_only:
            stayed.append(step.stayed)
            continue
        pieces += _folded(stayed, within, is_first=not pieces, is_last=False)
        stayed = []
        pieces.append(step.stayed or _changed(step, changes_only=changes_only))
    return "".join(pieces + _folded(stayed, within, is_first=not pieces, is_last=True))


def _folded(stayed: list[str], within: str, *, is_first: bool, is_last: bool) -> list[str]:
    """Return blocks that stayed; of many only those beside a change, and a line that counts."""
    head = 0 if is_first else _KEPT_IN_SIGHT
    tail = 0 if is_last else _KEPT_IN_SIGHT
    hidden = len(stayed) - head - tail
    if hidden < _WORTH_FOLDING or within not in _FOLDS:
        return stayed
    counted, fold = _FOLDS[within]
    line = fold.format(f"… {hidden} {counted} không đổi …")
    return [*stayed[:head], line, *stayed[len(stayed) - tail :]]


def _steps(within: str, before: list[Node], after: list[Node]) -> Iterator[Step]:
    old_keys, new_keys = [_key(node) for node in before], [_key(node) for node in after]
    for stretch in align(old_keys, new_keys):
        old = before[stretch.start : stretch.end]
        new = after[stretch.to_start : stretch.to_end]
        if stretch.same:
            yield from (Step(*both, _stayed(both[1])) for both in zip(old, new, strict=True))
        else:
            yield from _changes(old, new, _pairs(within, old, new))


def _key(node: Node) -> str:
    return _BLANK.sub(" ", write([node]))


def _stayed(node: Node) -> str:
    return write(node.children) if node.name == RUN else write([node])


def _changes(old: list[Node], new: list[Node], pairs: list[tuple[int, int]]) -> Iterator[Step]:
    """Yield what went before what came, up to each pair."""
    i = j = 0
    for next_i, next_j in [*pairs, (len(old), len(new))]:
        yield from (Step(node, None) for node in old[i:next_i])
        yield from (Step(None, node) for node in new[j:next_j])
        if next_i < len(old):
            yield Step(old[next_i], new[next_j])
        i, j = next_i + 1, next_j + 1


def _pairs(within: str, old: list[Node], new: list[Node]) -> list[tuple[int, int]]:
    """Return which of the old blocks became which of the new ones, in order."""
    if (within in _BY_PLACE or len(old) == 1) and len(old) == len(new):
        places = enumerate(zip(old, new, strict=True))
        return [(n, n) for n, both in places if are_alike(*both)]
    old_bags, new_bags = [bag(node) for node in old], [bag(node) for node in new]
    found = []
    for j, i in _candidates(old_bags, new_bags):
        if are_alike(old[i], new[j]) and likeness(old_bags[i], new_bags[j]) >= ENOUGH:
            found.append((i, j))
    return rising(sorted(found))


def _candidates(
    old_bags: list[Counter[str]], new_bags: list[Counter[str]]
) -> Iterator[tuple[int, int]]:
    """Yield for each new block the old one with which it shares the most words that tell.

    Comparing every block with every other would cost the square of their number.
    """
    blocks_with: defaultdict[str, list[int]] = defaultdict(list)
    for i, words in enumerate(old_bags):
        for word in words:
            blocks_with[word].append(i)
    taken: set[int] = set()
    for j, words in enumerate(new_bags):
        votes = Counter(
            i
            for word in words
            if len(blocks_with.get(word, ())) <= _IN_FEW
            for i in blocks_with.get(word, ())
            if i not in taken
        )
        if votes:
            best = max(votes, key=lambda i: (votes[i], -i))
            taken.add(best)
            yield j, best


def _changed(step: Step, *, changes_only: bool) -> str:
    if step.new is None or step.old is None:
        node, mark = (step.old, DELETED) if step.old is not None else (step.new, INSERTED)
        return _whole(node, mark) if node is not None else ""
    old, new = step.old, step.new
    if is_leaf(old) and is_leaf(new):
        inner = compare_words(old, new)
    else:
        inner = compare_blocks(new.name, _parts(old), _parts(new), changes_only=changes_only)
    said = _form(old, new)
    if new.name in _NO_NOTES_WITHIN:
        before = said if new.name in {"ul", "ol", "table", "dl"} else ""
        return f"{before}{opening(new)}{inner}{closing(new)}"
    return f"{opening(new)}{said}{' ' if said else ''}{inner}{closing(new)}"


def _parts(node: Node) -> list[Node]:
    return [Node(RUN, {}, node.children)] if is_leaf(node) and node.children else parts(node)


def _whole(node: Node, mark: str) -> str:
    """Return a block that came or went as one, every line of words in it marked."""
    if is_whole(node):
        return f'<{mark} class="change-block">{marked(mark, write([node]))}</{mark}>'
    if is_leaf(node):
        return f"{opening(node, 'change', f'change--{mark}')}{_line(node, mark)}{closing(node)}"
    inner = "".join(_whole(part, mark) for part in _parts(node))
    return f"{opening(node)}{inner}{closing(node)}"


def _line(node: Node, mark: str) -> str:
    empty = Node(node.name)
    return compare_words(node, empty) if mark == DELETED else compare_words(empty, node)


def _form(old: Node, new: Node) -> str:
    """Return what is said of a block that became another kind of block."""
    if RUN in {old.name, new.name}:
        return ""
    if old.name != new.name:
        one, other = _NAMES.get(old.name, "khối"), _NAMES.get(new.name, "khối")
        return note(f"đổi kiểu: {one} → {other}")
    return note("đổi kiểu trình bày") if old.attributes != new.attributes else ""
