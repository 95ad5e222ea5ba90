"""Checks of spaces and punctuation."""

import re
from collections.abc import Iterable

from portal.core.checks.base import Check
from portal.core.checks.findings import Finding, shorten
from portal.core.checks.subject import Subject

_TOKEN = re.compile(r"\S+")
_MISTAKES = re.compile(
    r"[^\S\n]{2,}"  # two spaces
    r"|[;,:]\s?[;,]|::|,:"  # two signs, as in the texts of twenty years
    r"|(?<![.\d])\.\.(?![.\w/])|,\.(?!\d)"
    r"|(?<=\w)\ [,;:!?](?=\s|$)|(?<=\w)\ \.(?=\s|$)"  # a space before the sign
    r"|(?<=[^\W\d_]),(?=[^\W\d_])|(?<=[^\W\d_]);(?=[^\W\d_])"  # none after it
)


class Punctuation(Check):
    """What comes of quick typing and of pasting."""

    name = "punctuation"
    title = "Dấu cách, dấu câu sai"
    explanation = (
        "Hai dấu cách liền nhau, dấu câu lặp (“;;”, “,,”), dấu cách trước dấu phẩy, thiếu dấu cách "
        "sau dấu phẩy."
    )
    advice = "Dấu câu viết liền chữ đứng trước và cách chữ đứng sau một dấu cách."

    def find(self, subject: Subject) -> Iterable[Finding]:
        """Look at title, summary and every block of the texts."""
        found: dict[str, list[str]] = {}
        for name, text in self._lines(subject):
            plain = _TOKEN.sub(_without_addresses, text)
            for match in _MISTAKES.finditer(plain):
                found.setdefault(name, []).append(shorten(text, *match.span()))
        for name, quotes in found.items():
            yield self.finding(name, f"Có {len(quotes)} chỗ sai dấu cách, dấu câu.", quotes)

    def _lines(self, subject: Subject) -> Iterable[tuple[str, str]]:
        yield "title", subject.title.strip()
        for passage in subject.passages:
            yield passage.field, passage.block.text.strip()


def _without_addresses(token: re.Match[str]) -> str:
    """Replace an address, which has rules of its own; as many letters keep the places right."""
    text = token[0]
    host, slash, _ = text.partition("/")
    is_path = slash and "." in host and any(map(str.isalpha, host))
    is_address = is_path or "@" in text or "://" in text or text.startswith("www.")
    return "x" * len(text) if is_address else text
