"""How clean HTML is printed for readers: regions that scroll, films that wait for a click."""

import itertools
import re
from collections.abc import Callable
from typing import NamedTuple

from django.http import HttpResponse
from django.utils.html import escape

from portal.core.richtext.cleaning import sanitised
from portal.core.text import plain_text

PLAYER = "https://www.youtube-nocookie.com"
_CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
# The innermost, where a table stands in a table: two regions may not overlap.
_TABLE = re.compile(r"<table>(?:(?!<table>).)*?</table>", re.DOTALL)
_EMBED = re.compile(
    r'<figure class="embed">'
    r'(?P<link><a href="https://www\.youtube\.com/watch\?v=(?P<number>[\w-]{11})"[^>]*>)'
    r"(?P<title>[^<]*)</a>",
    re.ASCII,
)
_ADDRESS = re.compile(r"\s*(?:https?://|www\.|youtu)\S*\s*")


class _Words(NamedTuple):
    title: str
    elsewhere: str
    here: str


_WORDS = {
    "vi": _Words(
        "Video trên YouTube",
        "Xem video trên YouTube (mở trang khác)",
        "Phát video tại đây, tải từ YouTube",
    ),
    "en": _Words(
        "Video on YouTube",
        "Watch the video on YouTube (opens another site)",
        "Play the video here, loaded from YouTube",
    ),
}


def printed(markup: str, change: Callable[[str], str] = str, language: str = "vi") -> str:
    """Return `markup`, which was cleaned when it was stored, sanitised and as a page shows it.

    Wide tables get a region of their own that scrolls.  A film elsewhere is a link that says
    where it leads; `static/js/embed.js` makes it a button.  `change` is trusted: it gets clean
    HTML and returns what is printed.
    """
    numbers = itertools.count(1)
    cleaned = _TABLE.sub(lambda table: _scrolling(table[0], next(numbers)), sanitised(markup))
    return change(_EMBED.sub(lambda embed: _waiting(embed, language), cleaned))


def has_embeds(markup: str) -> bool:
    """Return whether a stored text has films that readers may load from elsewhere."""
    return bool(_EMBED.search(markup))


def allow_embeds(response: HttpResponse, markup: str) -> HttpResponse:
    """Let a page with `markup` show the player, which no other page may."""
    if has_embeds(markup):
        response._csp_update = {"frame-src": [PLAYER]}  # type: ignore[attr-defined]
    return response


def _waiting(embed: re.Match[str], language: str) -> str:
    words = _WORDS.get(language, _WORDS["vi"])
    title = words.title if _ADDRESS.fullmatch(embed["title"]) else embed["title"]
    player = f"{PLAYER}/embed/{embed['number']}?autoplay=1"
    return (
        f'<figure class="embed" data-player="{player}" data-play="{words.here}">{embed["link"]}'
        f'<span class="embed__title">{title}</span> '
        f'<span class="embed__note">{words.elsewhere}</span></a>'
    )


def _scrolling(table: str, number: int) -> str:
    """Wrap a table in a region named by its caption, or by its number where it has none."""
    caption = _CAPTION.search(table)
    words = plain_text(caption[1]) if caption else ""
    label = escape(words or f"Bảng {number}")
    region = f'<div class="table-scroll" role="region" aria-label="{label}" tabindex="0">'
    return f"{region}{table}</div>"
