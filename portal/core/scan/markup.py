"""Stored HTML as a browser would read it, without believing that anybody has cleaned it."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from portal.core.scan.words.terms import JOINT

_BLOCKS = {
    *("address", "article", "aside", "blockquote", "br", "caption", "center", "dd"),
    *("details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p"),
    *("section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
}
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-z][^\s/>]*)(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s=/\"'<>]+)\s*(?:=\s*(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|(?P<c>[^\s>]+)))?"
)
_WITHOUT_WORDS = {
    *("align", "border", "cellpadding", "cellspacing", "class", "color", "colspan"),
    *("decoding", "dir", "headers", "height", "href", "id", "kind", "lang", "loading"),
    *("poster", "preload", "rel", "role", "rowspan", "scope", "size", "src", "srclang"),
    *("srcset", "start", "style", "target", "type", "valign", "width"),
}
"""Attributes that say nothing to anybody."""


@dataclass(frozen=True)
class Tag:
    """A tag as it is written, and where the text goes on behind it."""

    name: str
    is_closing: bool
    rest: str
    begin: int
    end: int

    @cached_property
    def attributes(self) -> dict[str, str]:
        """Its attributes, entities read."""
        return {
            m["name"].lower(): html.unescape(m["a"] or m["b"] or m["c"] or "")
            for m in _ATTRIBUTE.finditer(self.rest)
        }


@dataclass(frozen=True)
class Anchor:
    """A link, and where its words stand in the text."""

    address: str
    begin: int
    end: int


@dataclass(frozen=True)
class Text:
    """What is read, a line for each block, and the links in it."""

    words: str
    anchors: list[Anchor] = field(default_factory=list)


def tags(markup: str) -> Iterator[Tag]:
    """Yield the tags."""
    for match in _TAG.finditer(markup):
        name = match["name"].lower()
        yield Tag(name, bool(match["close"]), match["rest"], match.start(), match.end())


def text_of(markup: str) -> Text:
    """Return the words of `markup`, those of its attributes at the end.

    Where a tag stands within a line is marked by `JOINT`.
    """
    parts: list[str] = []
    anchors: list[Anchor] = []
    unseen: list[str] = []
    length, last, opened = 0, 0, None
    for tag in tags(markup):
        words = html.unescape(markup[last : tag.begin])
        gap = "\n" if tag.name in _BLOCKS else JOINT
        parts += [words, gap]
        length, last = length + len(words) + 1, tag.end
        if tag.rest and not tag.is_closing:
            named = tag.attributes.items()
            unseen += [value for name, value in named if value and name not in _WITHOUT_WORDS]
        if tag.name == "a" and tag.is_closing and opened:
            anchors.append(Anchor(opened[0], opened[1], length - 1))
            opened = None
        elif tag.name == "a" and not tag.is_closing:
            opened = (tag.attributes.get("href", ""), length)
    parts.append(html.unescape(markup[last:]))
    if opened:
        anchors.append(Anchor(opened[0], opened[1], length + len(parts[-1])))
    return Text("\n".join(["".join(parts), *unseen]), anchors)
