"""What changed between two texts, at the level of words, for rich text and for plain text.

`compare_html(before, after)` and `compare_text(before, after)` return markup in which removed
words stand in `<del>` and added ones in `<ins>`; a change of nothing but form (bold, a heading, the
address of a link) is said in words.  With `changes_only` long stretches that stayed are one line
that counts them.

How long it takes is bounded: blocks (paragraphs, items of lists, rows) are set against each other
first, then words within the blocks that changed, by `portal.core.alignment`, whose work is
limited.  The stylesheet is `css/admin/compare.css`.
"""

from html import escape

from django.utils.safestring import SafeString

from portal.core.richtext.cleaning import sanitised
from portal.core.richtext.compare.blocks import compare_blocks
from portal.core.richtext.compare.nodes import parts
from portal.core.richtext.compare.values import compare_lists, compare_pictures, compare_values
from portal.core.richtext.compare.words import compare_words
from portal.core.richtext.tree import Node, read

__all__ = [
    "compare_html",
    "compare_lists",
    "compare_pictures",
    "compare_text",
    "compare_values",
]


def compare_html(before: str, after: str, *, changes_only: bool = False) -> SafeString:
    """Return `after` with what was removed from and added to `before`; both are rich text."""
    old, new = (parts(read(sanitised(markup))) for markup in (before, after))
    return SafeString(compare_blocks("", old, new, changes_only=changes_only))


def compare_text(before: str, after: str, *, changes_only: bool = False) -> SafeString:
    """Return the same for plain text: without a paragraph for one line, with one for each of many.

    Whatever looks like markup is shown as it was typed.
    """
    old, new = (_lines(text) for text in (before, after))
    if len(old) > 1 or len(new) > 1:
        return SafeString(compare_blocks("", old, new, changes_only=changes_only))
    empty = Node("p")
    return SafeString(compare_words(next(iter(old), empty), next(iter(new), empty)))


def _lines(text: str) -> list[Node]:
    lines = (line.strip() for line in text.splitlines())
    return [Node("p", {}, [Node(text=escape(line, quote=False))]) for line in lines if line]
