"""Reading a comparison: what each side said, and whether it is sound markup."""

import re
from html.parser import HTMLParser

from portal.core.text import plain_text

VOID = {"br", "hr", "img", "source", "track"}
_OWN = re.compile(r'<span class="(?:visually-hidden|change-note)">.*?</span>')
_MARK = re.compile(r"</?(?:ins|del)\b[^>]*>")
_CLASS = re.compile(r' class="(?:change[\w -]*)"')


class _Nesting(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.opened or self.opened.pop() != tag:
            self.faults.append(tag)


def faults(markup: str) -> list[str]:
    """Return the elements of a comparison that are not closed, or closed by another."""
    reader = _Nesting()
    reader.feed(markup)
    reader.close()
    return reader.faults + reader.opened


def side(markup: str, dropped: str) -> str:
    """Return the words of one side of a comparison; `dropped` is the mark of the other."""
    text = _OWN.sub("", markup)
    return plain_text(re.sub(rf"<{dropped}\b.*?</{dropped}>", " ", text, flags=re.DOTALL))


def before(markup: str) -> str:
    """Return the words as they were."""
    return side(markup, "ins")


def after(markup: str) -> str:
    """Return the words as they are."""
    return side(markup, "del")


def marks(markup: str) -> list[str]:
    """Return what is marked, with its sign: "+new", "-old"; and remarks as "[...]"."""
    text = re.sub(r'<span class="visually-hidden">.*?</span>', "", markup)
    found = re.findall(
        r'<(ins|del|span class="change-note")[^>]*>(.*?)</(?:ins|del|span)>', text, re.DOTALL
    )
    signs = {"ins": "+", "del": "-"}
    return [signs.get(name, "") + plain_text(words) for name, words in found]


def bare(markup: str) -> str:
    """Return a comparison without what only comparisons have, to look for dangers in it."""
    return _CLASS.sub("", _MARK.sub("", _OWN.sub("", markup)))
