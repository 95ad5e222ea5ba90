"""Reading cleaned HTML as a browser would, to say what in it could do harm."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

HARMLESS = {
    *("p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "br", "hr", "a", "strong", "em", "u"),
    *("sup", "sub", "span", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
    *("figure", "img", "figcaption", "section", "dl", "div", "dt", "dd"),
    *("video", "audio", "track"),
}
ATTRIBUTES = {
    "a": {"href", "rel"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start", "type"},
    "section": {"class"},
    "figure": {"class"},
    "video": {"controls", "preload", "src", "poster", "width", "height"},
    "audio": {"controls", "preload", "src"},
    "track": {"kind", "src", "srclang", "label", "default"},
    "span": {"class"},
    "p": {"class"},
}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.dangers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in HARMLESS:
            self.dangers.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ATTRIBUTES.get(tag, set()) | {"lang", "title"}:
                self.dangers.append(f"{tag}@{name}")
            if name in {"href", "src", "poster"}:
                self._check_address(tag, value or "")

    def _check_address(self, tag: str, address: str) -> None:
        # A browser drops tabs, line breaks and leading blanks, and reads "\\" as "/".
        seen = "".join(c for c in address if c.isprintable()).strip().replace("\\", "/")
        try:
            parts = urlsplit(seen)
        except ValueError:
            self.dangers.append(f"{tag} → {address}")
            return
        allowed = {"", "http", "https", "mailto", "tel"} if tag == "a" else {""}
        if parts.scheme.lower() not in allowed or (tag != "a" and parts.netloc):
            self.dangers.append(f"{tag} → {address}")

    def handle_comment(self, data: str) -> None:
        self.dangers.append("a comment")

    def handle_decl(self, decl: str) -> None:
        self.dangers.append("a declaration")

    def handle_pi(self, data: str) -> None:
        self.dangers.append("a processing instruction")


def dangers(markup: str) -> list[str]:
    """Return what in `markup` no cleaned text may hold."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.dangers
