"""The list of what a text may be made of: elements, attributes, what attributes may say."""

import re

from portal.core.richtext import addresses
from portal.core.richtext.tree import Node

# In the order in which they are written.
ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "a": ("href", "title"),
    "img": ("loading", "decoding", "src", "alt", "width", "height"),
    "th": ("scope", "colspan", "rowspan"),
    "td": ("colspan", "rowspan"),
    "ol": ("start", "type"),
    "video": ("controls", "preload", "src", "poster", "width", "height"),
    "audio": ("controls", "preload", "src"),
    "track": ("kind", "src", "srclang", "label", "default"),
}
CLASSES = {
    "section": {"facts"},
    "span": {"credit"},
    "p": {"src"},
    "figure": {"video", "embed"},
}
TAGS = {
    *("p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "br", "hr"),
    *("a", "strong", "em", "u", "sup", "sub", "span"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
    *("figure", "img", "figcaption", "section", "dl", "div", "dt", "dd"),
    *("video", "audio", "track"),
}
# Elements whose text is program or form matter, never something an editor wrote.
DROPPED_WITH_CONTENT = {"script", "style", "template", "noscript", "title", "object"}
MARKS = {"strong", "em", "u", "sup", "sub"}
INLINE = {"", "a", "span", "br", "img", *MARKS}

_FIXED = {
    "img": {"loading": "lazy", "decoding": "async"},
    "video": {"controls": "", "preload": "none"},
    "audio": {"controls": "", "preload": "none"},
}
_CHOICES = {
    "scope": {"col", "row", "colgroup", "rowgroup"},
    "type": {"a", "A", "i", "I"},
    "kind": {"captions", "subtitles"},
    "default": {""},
}
_NUMBERS = {"width", "height", "colspan", "rowspan", "start"}
_LANGUAGE = re.compile("[a-z]{2,3}")


def attributes_of(node: Node) -> dict[str, str]:
    """Return the attributes that an element may have, in their order."""
    given = node.attributes | _FIXED.get(node.name, {})
    kept = {
        name: value
        for name in ATTRIBUTES.get(node.name, ())
        if name in given and (value := attribute(node.name, name, given[name])) is not None
    }
    classes = [c for c in node["class"].split() if c in CLASSES.get(node.name, ())]
    return {"class": classes[0], **kept} if classes else kept


def attribute(tag: str, name: str, value: str) -> str | None:
    """Return what an attribute may say, or None where it must go."""
    if name == "start" and value == "1":  # as every list
        return None
    if name in _NUMBERS:
        return value if value.isascii() and value.isdecimal() and len(value) <= 4 else None
    if name in _CHOICES:
        return value if value in _CHOICES[name] else None
    if name in _FIXED.get(tag, {}):
        return value if value == _FIXED[tag][name] else None
    if name == "srclang":
        return value if _LANGUAGE.fullmatch(value) else None
    if name == "href":
        return addresses.link(value)
    if name in {"src", "poster"}:
        return addresses.picture(value) if tag == "img" else addresses.media_file(value)
    return value
