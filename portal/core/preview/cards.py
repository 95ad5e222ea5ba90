"""How an item looks outside its own page, and what of its title is cut there."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from portal.core.content import Publishable
from portal.core.search.query import parse
from portal.core.search.snippets import snippet
from portal.core.site import absolute_url
from portal.core.text import plain_text

SHARED_TITLE = 65
"""Characters: two lines of the card that Facebook and Zalo make, on a phone."""
SHARED_SUMMARY = 110
SEARCHED_TITLE = 60
"""Characters that search engines commonly leave of a title in their results."""


@dataclass(frozen=True)
class Cut:
    """A text of which only the beginning is shown."""

    shown: str
    lost: str

    def __str__(self) -> str:
        return f"{self.shown}…" if self.lost else self.shown


def cut(text: str, limit: int) -> Cut:
    """Cut `text` to at most `limit` characters, dots included, between two words if it can be."""
    if len(text) <= limit:
        return Cut(text, "")
    room = text[:limit]  # one more than what stays beside the dots: a space there is a good end
    end = room.rfind(" ")
    end = end if end > limit // 2 else limit - 1
    return Cut(text[:end].rstrip(), text[end:].strip())


def card_context(request: HttpRequest, item: Publishable) -> dict[str, Any]:
    """Return what `preview/cards.html` shows."""
    image = getattr(item, "lead_image", None)
    return {
        "item": item,
        "hit": _hit(item),
        "domain": urlsplit(absolute_url(request, "/")).hostname or "",
        "shared_title": cut(item.title, SHARED_TITLE),
        "shared_summary": cut(item.summary, SHARED_SUMMARY),
        "image_url": image.largest_url if image else "",
    }


def warnings(item: Publishable) -> list[SafeString]:
    """Return what an editor should know of the title, once the item is out."""
    places = (
        ("Thẻ chia sẻ trên Facebook, Zalo", SHARED_TITLE),
        ("Kết quả của Google và các máy tìm kiếm khác", SEARCHED_TITLE),
    )
    return [
        format_html(
            "{} thường chỉ hiện khoảng {} ký tự đầu của tiêu đề (đang có {}). Bị cắt: <q>{}</q>.",
            *(place, limit, len(item.title), lost),
        )
        for place, limit in places
        if (lost := cut(item.title, limit).lost)
    ]


def _hit(item: Publishable) -> dict[str, Any]:
    """Return the item as a line of the portal's own search results, for no word in particular."""
    text = " ".join([item.summary, plain_text(getattr(item, "body", ""))])
    return {
        "title": item.title,
        "url": item.get_absolute_url(),
        "type_label": capfirst(str(item._meta.verbose_name)),
        "category_label": str(getattr(item, "category", "")),
        "published_at": item.published_at,
        "snippet": snippet(text, parse("")),
    }
