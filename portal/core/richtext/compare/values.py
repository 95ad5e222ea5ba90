"""Values and lists side by side: what is no text, by the words that stand for it."""

from collections.abc import Sequence
from html import escape

from django.utils.safestring import SafeString

from portal.core.alignment import align
from portal.core.richtext.compare.words import DELETED, INSERTED, marked, note

NOTHING = "(để trống)"


def compare_values(before: str, after: str) -> SafeString:
    """Return one value that took the place of another; equal ones without a mark."""
    old, new = (escape(value or NOTHING, quote=False) for value in (before, after))
    if old == new:
        return SafeString(new)
    return SafeString(f"{_mark(DELETED, old)} {_mark(INSERTED, new)}")


def compare_lists(before: Sequence[str], after: Sequence[str]) -> SafeString:
    """Return a list with what was added, removed and moved."""
    if not before and not after:
        return SafeString(NOTHING)
    rows: list[str] = []
    for same, start, end, to_start, to_end in align(before, after):
        if not same:
            gone = [name for name in before[start:end] if name not in after]
            rows += [_mark(DELETED, escape(name, quote=False)) for name in gone]
        for name in after[to_start:to_end]:
            words = escape(name, quote=False)
            if same:
                rows.append(words)
            elif name in before:
                rows.append(f"{words} {note('đổi thứ tự')}")
            else:
                rows.append(_mark(INSERTED, words))
    return SafeString(f'<ul class="change-list">{"".join(f"<li>{row}</li>" for row in rows)}</ul>')


def compare_pictures(before: tuple[str, str] | None, after: tuple[str, str] | None) -> SafeString:
    """Return two pictures, each given by the address of its smallest size and its words."""
    if before == after:
        return SafeString(_picture(after))
    return SafeString(f"{_mark(DELETED, _picture(before))} {_mark(INSERTED, _picture(after))}")


def _picture(picture: tuple[str, str] | None) -> str:
    if picture is None:
        return NOTHING
    address, words = (escape(part) for part in picture)
    shown = f'<img class="change-picture" src="{address}" alt="">' if address else ""
    return f"{shown} {words}"


def _mark(kind: str, markup: str) -> str:
    return f"<{kind}>{marked(kind, markup)}</{kind}>"
