"""Links and words that browsers do not show and search engines read."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from portal.core.scan.columns import Stored
from portal.core.scan.hosts import Known, is_elsewhere
from portal.core.scan.markup import Tag, tags
from portal.core.scan.sightings import Sighting, shown

_ZERO = r"(?:0*[01]?(?:\.\d+)?(?:px|pt|em|rem|%)?|\.\d+\w*)(?:\s|;|$|!)"
_STYLES = re.compile(
    rf"""
    display\s*:\s*none | visibility\s*:\s*(?:hidden|collapse)
    | opacity\s*:\s*(?:0?\.0\d*|0)(?:[;\s]|$) | font-size\s*:\s*{_ZERO}
    | (?:line-height|max-height|max-width)\s*:\s*{_ZERO}
    | (?<![\w-])(?:height|width)\s*:\s*{_ZERO} | text-indent\s*:\s*-\d{{2,}}
    | (?:left|top|right|bottom|margin(?:-\w+)?)\s*:\s*-\d{{3,}} | letter-spacing\s*:\s*-\d{{2,}}
    | clip(?:-path)?\s*:\s*(?:rect|inset|circle|polygon) | scale[xy]?\(\s*0 | z-index\s*:\s*-\d
    | (?<![\w-])color\s*:\s*transparent | text-indent\s*:\s*\d{{4,}}
    """,
    re.IGNORECASE | re.VERBOSE,
)
_COLOUR = re.compile(r"(?<![\w-])(color|background(?:-color)?)\s*:\s*([^;!]+)", re.IGNORECASE)
_WHITE = {"#fff", "#ffffff", "white", "rgb(255,255,255)", "#fefefe", "#fdfdfd"}
_SIGNS = re.compile(r"style|hidden|<(?:font|iframe|embed|object|marquee)\b", re.IGNORECASE)
"""Without any of these nothing is hidden; most texts have none."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PICTURE = re.compile(r"<(?:img|video|svg|picture)\b", re.IGNORECASE)


def look(stored: Stored, known: Known) -> Iterable[Sighting]:
    """Yield what is hidden in a text that pages print as HTML; one finding for each text."""
    if not stored.is_rich or "<" not in stored.value:
        return
    found = dict(_hidden(stored))
    if found:
        what = "Có chỗ người đọc không thấy mà máy tìm kiếm thấy: " + ", ".join(found)
        evidence = shown(" … ".join(found.values()))
        yield Sighting("hidden", stored.place, what, evidence, stored.about)


def _hidden(stored: Stored) -> Iterator[tuple[str, str]]:
    """Yield ways of hiding, each with a place where it is done."""
    value = stored.value
    for tag in tags(value) if _SIGNS.search(value) else ():
        if tag.rest.strip() and (way := _way(tag)):
            yield way, value[tag.begin : tag.end + 120]
        if tag.name == "style" and not tag.is_closing:
            yield "thẻ style", value[tag.begin : tag.end + 120]
    for anchor in stored.text.anchors:
        words = stored.text.words[anchor.begin : anchor.end]
        if is_elsewhere(anchor.address) and not any(_is_seen(each) for each in words):
            place = value.find(anchor.address[:20])
            around = value[max(0, place - 20) : place + 160]
            if not _PICTURE.search(around):
                yield "liên kết không có chữ", around


def _way(tag: Tag) -> str:
    """Return how an element hides what is in it; empty where it does not."""
    named = tag.attributes
    style = _COMMENT.sub("", named.get("style", ""))
    if "hidden" in named or named.get("type") == "hidden":
        return "thuộc tính hidden"
    if _STYLES.search(style) or _is_colourless(style):
        return "style che chữ"
    if tag.name == "font" and (
        named.get("color", "").lower() in _WHITE or named.get("size") in {"0", "1", "-7"}
    ):
        return "chữ tí hon hoặc trùng màu nền"
    if tag.name in {"iframe", "embed", "object", "marquee"} and (
        {named.get("width", ""), named.get("height", "")} & {"0", "1", "0px", "1px"}
    ):
        return "khung cỡ bằng không"
    return ""


def _is_colourless(style: str) -> bool:
    """Return whether letters have the colour of what is behind them; pages are white."""
    colours = {n.lower(): v.replace(" ", "").lower() for n, v in _COLOUR.findall(style)}
    ink = colours.get("color", "")
    ground = colours.get("background-color", colours.get("background", ""))
    return bool(ink) and (ink == ground or (ink in _WHITE and not ground))


def _is_seen(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNSM"
