"""The one way in which templates print stored HTML."""

import itertools
import re
from collections.abc import Callable

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal.core.richtext import clean_html
from portal.core.text import plain_text

register = template.Library()

_CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
# The innermost, where a table stands in a table: two regions may not overlap.
_TABLE = re.compile(r"<table>(?:(?!<table>).)*?</table>", re.DOTALL)


@register.simple_tag
def richtext(markup: str, change: Callable[[str], str] = str) -> SafeString:
    """Print `markup` cleaned; wide tables get a region of their own that scrolls.

    `change` is trusted: it gets clean HTML and returns what is printed.

    Cleaning again costs under a millisecond a page and means that a row written behind the
    application's back (a restored dump, a manual UPDATE) still cannot reach a reader as script.
    """
    numbers = itertools.count(1)
    cleaned = _TABLE.sub(lambda table: _scrolling(table[0], next(numbers)), clean_html(markup))
    return mark_safe(change(cleaned))  # noqa: S308 -- cleaned in the line above


def _scrolling(table: str, number: int) -> str:
    """Wrap a table in a region named by its caption, or by its number where it has none."""
    caption = _CAPTION.search(table)
    words = plain_text(caption[1]) if caption else ""
    label = escape(words or f"Bảng {number}")
    region = f'<div class="table-scroll" role="region" aria-label="{label}" tabindex="0">'
    return f"{region}{table}</div>"
