"""The one function that cleans HTML."""

import re
from itertools import islice

import nh3
from django.utils.html import escape

from portal.core.richtext import paste, rules
from portal.core.richtext.addresses import SCHEMES
from portal.core.richtext.raw import prepared, without_no_break_spaces
from portal.core.richtext.shape import shape
from portal.core.richtext.tree import Node, read, write
from portal.core.text import normalise, plain_text

MAX_TAGS = 20_000
"""Opening tags that one body may have.  What nests deeply costs the parser the square of its
depth; 20,000 keep the worst that can be written below a few seconds, and a table of 2,000 rows."""
MAX_ROUNDS = 12
"""After the second round a text changes only if somebody built it to: such a text is words."""

_OPENING_TAG = re.compile("<[a-zA-Z]")
# What is read but not kept: it says what a paste looked like.
_READ_ATTRIBUTES = {"*": {"class", "hidden", "style"}, "source": {"src"}}
_READER = nh3.Cleaner(
    tags=rules.TAGS | {"pre", "source"},
    attributes={tag: set(names) for tag, names in rules.ATTRIBUTES.items()} | _READ_ATTRIBUTES,
    clean_content_tags=rules.DROPPED_WITH_CONTENT,
    url_schemes=SCHEMES | {"blob", "cid", "data", "file"},
    link_rel=None,
)
_SANITISER = nh3.Cleaner(
    tags=rules.TAGS,
    attributes={tag: set(names) for tag, names in rules.ATTRIBUTES.items()},
    allowed_classes=rules.CLASSES,
    clean_content_tags=rules.DROPPED_WITH_CONTENT,
    attribute_filter=rules.attribute,
    url_schemes=SCHEMES,
    link_rel="noopener noreferrer",
)


class CleanHTML(str):
    """HTML that `clean_html` has made; cleaning it again is skipped, not repeated."""

    __slots__ = ()


def clean_html(markup: str) -> CleanHTML:
    """Return `markup` as safe, semantic HTML; what an editor wrote in words is all kept.

    Unknown elements give way to their text, pictures from elsewhere to theirs.  Addresses with
    a scheme other than http, https, mailto or tel are dropped, those of this portal become
    paths.  Markup of more than `MAX_TAGS` tags, which the form refuses, is reduced to its
    words.  Idempotent.
    """
    if isinstance(markup, CleanHTML):
        return markup
    cleaned = try_to_clean(markup)
    if cleaned is None:
        words = escape(plain_text(normalise(markup)))
        return CleanHTML(f"<p>{words}</p>" if words else "")
    return cleaned


def try_to_clean(markup: str) -> CleanHTML | None:
    """Return clean HTML, or None where the parser is better not shown so many tags."""
    text = markup
    # What entities and empty elements have hidden shows after the first time only.
    for _ in range(MAX_ROUNDS):
        if sum(1 for _ in islice(_OPENING_TAG.finditer(text), MAX_TAGS + 1)) > MAX_TAGS:
            return None
        before, text = text, _clean_once(text)
        if before == text:
            return CleanHTML(text)
    return None


def sanitised(markup: str) -> str:
    """Return markup that was cleaned when it was stored, once more through the sanitiser alone.

    That is safe, whatever it is given; a hundredth of the time, and words from elsewhere are not
    put in order.
    """
    return _SANITISER.clean(markup)


def _clean_once(markup: str) -> str:
    root = parsed(markup)
    paste.tidy(root)
    # The sanitiser has the last word: nothing that was done to the tree is taken on trust.
    text = _SANITISER.clean(write(shape(root)))
    return without_no_break_spaces(text).strip()


def parsed(markup: str) -> Node:
    """Return `markup` as the HTML parser reads it, with what is needed to understand a paste."""
    return read(without_no_break_spaces(_READER.clean(prepared(markup))))
