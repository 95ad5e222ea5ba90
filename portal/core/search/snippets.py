"""The lines under a search hit, with the found words marked."""

import re

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from portal.core.text import fold

_WORD = re.compile(r"[^\W_]+")
_LENGTH = 32
"""Words in a snippet: about two lines on a phone, three on a desk."""


def snippet(text: str, query: str) -> SafeString:
    """Return a stretch of plain `text` around the first found word, found words in `<mark>`.

    `text` is escaped piece by piece; only the marks are markup.
    """
    wanted = set(fold(query).split())
    spans = [
        (match.start(), match.end(), fold(match.group()) in wanted)
        for match in _WORD.finditer(text)
    ]
    first = next((i for i, span in enumerate(spans) if span[2]), 0)
    begin = max(0, first - _LENGTH // 4)
    shown = spans[begin : begin + _LENGTH]
    if not shown:
        return SafeString("")
    pieces: list[tuple[str, str, str]] = []
    position = shown[0][0] if begin else 0
    for start, end, found in shown:
        if found:
            pieces += [("", text[position:start], ""), ("<mark>", text[start:end], "</mark>")]
            position = end
    pieces.append(("", text[position : shown[-1][1]], ""))
    body = format_html_join("", "{}{}{}", ((SafeString(a), t, SafeString(b)) for a, t, b in pieces))
    head = "… " if begin else ""
    tail = " …" if begin + _LENGTH < len(spans) else ""
    return SafeString(head) + body + SafeString(tail)
