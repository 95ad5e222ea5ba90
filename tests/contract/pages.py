"""Reading HTML as a browser does: what is an element, an attribute, a word."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

_VOID = frozenset(
    {"base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)


@dataclass
class Element:
    """One element of a page, with the text inside it."""

    tag: str
    attributes: dict[str, str]
    ancestors: tuple[str, ...] = ()
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text within the element and all elements in it."""
        return "".join(self.pieces)

    def __getitem__(self, name: str) -> str:
        """Return an attribute, empty where it is missing."""
        return self.attributes.get(name, "")


@dataclass
class Page:
    """All elements of a page in their order."""

    elements: list[Element] = field(default_factory=list)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Return the elements of one name that have these attributes."""
        return [
            element
            for element in self.elements
            if element.tag == tag and all(element[k] == v for k, v in attributes.items())
        ]

    @property
    def handlers(self) -> list[str]:
        """What would run as script: handlers of events, inline scripts, scripts as addresses."""
        found = []
        for element in self.elements:
            for name, value in element.attributes.items():
                if name.startswith("on") or "javascript:" in "".join(value.lower().split()):
                    found.append(f"<{element.tag} {name}={value!r}>")
            is_data = element["type"] in {"application/ld+json", "application/json"}
            if element.tag == "script" and not element["src"] and not is_data:
                found.append(f"<script>{element.text}")
            # The frame of a preview is the desk's own.
            is_framing = element.tag == "iframe" and element["class"] != "frame__page"
            if is_framing or element.tag in {"object", "embed"} or "srcdoc" in element.attributes:
                found.append(f"<{element.tag}>")
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.open: list[Element] = []
        self.names: tuple[str, ...] = ()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        element = Element(tag, attributes, ancestors=self.names)
        self.page.elements.append(element)
        if tag not in _VOID:
            self.open.append(element)
            self.names = (*self.names, tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()
            self.names = self.names[:-1]

    def handle_endtag(self, tag: str) -> None:
        if tag in self.names:
            last = len(self.names) - 1 - self.names[::-1].index(tag)
            del self.open[last:]
            self.names = self.names[:last]

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.pieces.append(data)


def parse(text: str) -> Page:
    """Return the elements of an HTML page."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.page


def addresses(text: str, *, within: str = "") -> set[str]:
    """Return where the links of a page lead, or only those within elements of one name."""
    links = parse(text).all("a")
    return {link["href"] for link in links if not within or within in link.ancestors}


def form_data(text: str) -> dict[str, Any]:
    """Return what a browser sends when the main form of an admin page is submitted unchanged."""
    data: dict[str, Any] = {}
    select = ""
    for element in parse(text).elements:
        name = element["name"]
        if element.tag == "select":
            select = name
        elif element.tag == "option" and "selected" in element.attributes:
            data[select] = [*data.get(select, []), element["value"]]
        elif element.tag == "textarea":
            data[name] = element.text.removeprefix("\n")
        elif element.tag == "input" and element["type"] in {"checkbox", "radio"}:
            if "checked" in element.attributes:
                data[name] = [*data.get(name, []), element["value"] or "on"]
        elif element.tag == "input" and element["type"] not in {"submit", "file", "search"}:
            data[name] = element["value"]
    data.pop("", None)
    data.pop("csrfmiddlewaretoken", None)
    return data


def choices(text: str, name: str) -> set[str]:
    """Return the values among which the field called `name` lets a person choose."""
    values, select = set(), ""
    for element in parse(text).elements:
        if element.tag == "select":
            select = element["name"]
        if (select if element.tag == "option" else element["name"]) == name:
            values.add(element["value"])
    return values - {""}
