"""Words side by side within one block, with the marks and links in which they stand."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from portal.core.alignment import Stretch, align
from portal.core.richtext.compare.form import Around, change_of_form
from portal.core.richtext.compare.nodes import opened
from portal.core.richtext.tree import VOID, Node, write

INSERTED, DELETED, SAME, FORM = "ins", "del", "", "form"
TOO_LITTLE = 0.25
"""Share of words that must have stayed; below it the line is shown as replaced."""
_SPOKEN = {INSERTED: "thêm: ", DELETED: "bỏ: "}
# A number with its dots and strokes ("3602/QĐ-UBND") is one word, a sign is one by itself.
_TOKEN = re.compile(r"(\s*)(\w+(?:[./,:-]\w+)*|[^\w\s]|$)")


class Token(NamedTuple):
    """A word, a sign, a picture or a line break, as it is compared and as it is written."""

    key: str
    gap: str
    markup: str
    around: tuple[Around, ...]


@dataclass(slots=True)
class Segment:
    """Tokens with which the same happened; `said` tells what became of their form."""

    kind: str
    tokens: list[Token]
    said: str = ""


def compare_words(old: Node, new: Node) -> str:
    """Return the line of words within `new`, with what changed since `old`."""
    before, after = tokens_of(old), tokens_of(new)
    changed: list[Segment] = []
    for stretch in _readable(align([t.key for t in before], [t.key for t in after])):
        gone = before[stretch.start : stretch.end]
        come = after[stretch.to_start : stretch.to_end]
        if stretch.same:
            changed += _stayed(gone, come)
        else:
            changed += [Segment(DELETED, gone), Segment(INSERTED, come)]
    return "".join(_write(segment) for segment in changed if segment.tokens)


def tokens_of(node: Node) -> list[Token]:
    """Return what a line of words is made of."""
    tokens: list[Token] = []
    gap = ""
    for leaf, around in _leaves(node.children, ()):
        if leaf.name:
            key = "\n" if leaf.name == "br" else f"{leaf.name} {leaf['src']}"
            tokens.append(Token(key, gap, write([leaf]), around))
            gap = ""
            continue
        for found in _TOKEN.finditer(html.unescape(leaf.text)):
            gap += found[1]
            if found[2]:
                tokens.append(Token(found[2], gap, html.escape(found[2], quote=False), around))
                gap = ""
    return tokens


def note(words: str) -> str:
    """Return a remark of the comparison; it is no part of the text."""
    return f'<span class="change-note">[{html.escape(words, quote=False)}]</span>'


def marked(kind: str, markup: str) -> str:
    """Return `markup` with the hidden word by which a mark is heard."""
    return f'<span class="visually-hidden">{_SPOKEN[kind]}</span>{markup}'


def _leaves(
    nodes: Iterable[Node], around: tuple[Around, ...]
) -> Iterator[tuple[Node, tuple[Around, ...]]]:
    for node in nodes:
        if not node.name or node.name in VOID:
            yield node, around
        else:
            yield from _leaves(node.children, (*around, Around.of(node)))


def _readable(stretches: list[Stretch]) -> list[Stretch]:
    """Join changes with little between them: words replaced one by one cannot be read."""
    kept = sum(s.end - s.start for s in stretches if s.same)
    first, last = (stretches[0], stretches[-1]) if stretches else (None, None)
    if first is None or last is None:
        return []
    longest = max(last.end, last.to_end)
    if kept < longest * TOO_LITTLE:
        return [Stretch(False, 0, last.end, 0, last.to_end)]
    joined: list[Stretch] = []
    for place, stretch in enumerate(stretches):
        if stretch.same and 0 < place < len(stretches) - 1:
            length = stretch.end - stretch.start
            sides = min(_size(joined[-1]), _size(stretches[place + 1]))
            if length <= 2 and length * 2 <= sides:
                stretch = stretch._replace(same=False)
        if joined and not stretch.same and not joined[-1].same:
            top = joined.pop()
            stretch = Stretch(False, top.start, stretch.end, top.to_start, stretch.to_end)
        joined.append(stretch)
    return joined


def _size(stretch: Stretch) -> int:
    return max(stretch.end - stretch.start, stretch.to_end - stretch.to_start)


def _stayed(before: list[Token], after: list[Token]) -> Iterator[Segment]:
    """Yield words that stayed, apart where their form was changed."""
    both = zip(before, after, strict=True)
    said = [
        ""
        if (old.around, old.markup) == (new.around, new.markup)
        else change_of_form(old.around, new.around, old.markup, new.markup)
        for old, new in both
    ]
    for what, group in groupby(zip(said, after, strict=True), key=lambda pair: pair[0]):
        yield Segment(FORM if what else SAME, [token for _, token in group], what)


def _write(segment: Segment) -> str:
    lead = segment.tokens[0].gap
    markup = _nested(segment.tokens)
    if segment.kind in _SPOKEN:
        markup = f"<{segment.kind}>{marked(segment.kind, markup)}</{segment.kind}>"
    elif segment.said:
        markup = f'<span class="change-form">{markup}</span> {note(segment.said)}'
    return f"{lead}{markup}"


def _nested(tokens: list[Token]) -> str:
    """Return tokens with their marks and links opened and closed around them."""
    out: list[str] = []
    stack: tuple[Around, ...] = ()
    for place, token in enumerate(tokens):
        shared = _shared(stack, token.around)
        out += [f"</{around.name}>" for around in reversed(stack[shared:])]
        if place:
            out.append(token.gap)
        out += [opened(*around) for around in token.around[shared:]]
        out.append(token.markup)
        stack = token.around
    out += [f"</{around.name}>" for around in reversed(stack)]
    return "".join(out)


def _shared(one: tuple[Around, ...], other: tuple[Around, ...]) -> int:
    shortest = min(len(one), len(other))
    return next((n for n in range(shortest) if one[n] != other[n]), shortest)
