"""Elements, handlers, attributes and addresses in stored HTML that no form would have let in."""

import re
from collections.abc import Iterable

from portal.core.richtext.cleaning import sanitised, try_to_clean
from portal.core.scan.columns import Stored
from portal.core.scan.hosts import Known
from portal.core.scan.markup import tags
from portal.core.scan.sightings import Sighting, shown

_HARMLESS = {
    *("abbr", "acronym", "address", "article", "aside", "b", "big", "center", "cite"),
    *("code", "col", "colgroup", "del", "dfn", "em", "font", "footer", "h1", "h2", "h3"),
    *("h4", "h5", "h6", "header", "i", "ins", "kbd", "main", "mark", "nav", "nobr", "pre"),
    *("q", "s", "samp", "small", "span", "strike", "strong", "tt", "u", "var", "wbr"),
    *("div", "section", "p", "br", "hr", "ul", "ol", "li", "dl", "dt", "dd", "table"),
    *("caption", "thead", "tbody", "tfoot", "tr", "th", "td", "figure", "figcaption"),
    *("blockquote", "sub", "sup", "a", "img", "video", "audio", "track", "source"),
}
"""Elements that older texts may have; the cleaner takes or replaces them and nobody is harmed."""
_HARMLESS_ATTRIBUTES = {
    *("align", "alt", "axis", "background", "bgcolor", "border", "cellpadding"),
    *("cellspacing", "char", "cite", "class", "clear", "color", "colspan", "compact"),
    *("controls", "decoding", "default", "dir", "face", "headers", "height", "hspace"),
    *("id", "kind", "label", "lang", "loading", "name", "nowrap", "poster", "preload"),
    *("rel", "rowspan", "rules", "scope", "size", "srclang", "start", "summary", "target"),
    *("title", "type", "valign", "vspace", "width", "xml:lang"),
}
_ADDRESSES = {"href", "src", "srcset", "poster", "action", "formaction", "data", "background"}
_ACTIVE = re.compile(
    r"<(?:script|iframe|object|embed|form|meta|link|base|svg|style|img|a|input)\b[^>]*>"
    r"|(?:javascript|vbscript)\s*:|data:text/html",
    re.IGNORECASE,
)


def look(stored: Stored, known: Known) -> Iterable[Sighting]:
    """Yield what the cleaner would take out of a text; of plain text, what should be no markup."""
    if stored.is_rich:
        if sanitised(stored.value) != stored.value and (taken := _taken_out(stored.value)):
            what = "Nội dung đã lưu có thứ mà bộ lọc của cổng không cho qua: " + ", ".join(taken)
            yield _sighting(stored, what, _around(stored.value, taken))
    elif ("<" in stored.value or ":" in stored.value) and (found := _ACTIVE.search(stored.value)):
        around = stored.value[max(0, found.start() - 40) : found.end() + 120]
        yield _sighting(stored, "Ô chỉ chứa chữ mà có mã HTML hoặc mã lệnh", around)


def _sighting(stored: Stored, what: str, evidence: str) -> Sighting:
    return Sighting("insertions", stored.place, shown(what), shown(evidence), stored.about)


def _taken_out(markup: str) -> list[str]:
    """Return what is in `markup` and not in what the cleaner makes of it."""
    cleaned = try_to_clean(markup)
    if cleaned is None:
        return ["quá nhiều thẻ"]
    return sorted(_parts(markup) - _parts(cleaned))


def _parts(markup: str) -> set[str]:
    found = {"chú thích HTML"} if "<!--" in markup else set()
    for tag in tags(markup):
        if tag.name not in _HARMLESS:
            found.add(f"<{tag.name}>")
        for name, value in (
            tag.attributes.items() if tag.rest.strip() and not tag.is_closing else ()
        ):
            if name in _ADDRESSES:
                found |= {value.strip()} if _is_odd(value) else set()
            elif name not in _HARMLESS_ATTRIBUTES and name.strip("/"):
                found.add(f"{tag.name} {name}=")
    return found


def _is_odd(address: str) -> bool:
    """Return whether an address is worth telling of where the cleaner drops it."""
    plain = re.sub(r"[\x00-\x20]", "", address).lower()
    return not plain.startswith(("#", "mailto:", "tel:", "about:blank", "file:")) and bool(plain)


def _around(markup: str, taken: list[str]) -> str:
    for part in taken:
        word = part.strip("<>").split(" ")[-1].rstrip("=")
        if (place := markup.lower().find(word.lower())) >= 0:
            return markup[max(0, place - 40) : place + 160]
    return markup[:200]
