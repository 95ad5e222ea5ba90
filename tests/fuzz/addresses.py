"""Addresses that lead somewhere, and what becomes of them under way."""

import re
from collections.abc import Sequence
from urllib.parse import quote, unquote_to_bytes

from tests.fuzz.dice import Dice
from tests.fuzz.values import QUOTED

_NUMBER = re.compile(r"\d+")
_NUMBERS = (
    *("0", "1", "00", "13", "32", "366", "1990", "9999", "10000", "99999", "9" * 15, "9" * 16),
    *("9223372036854775808", "9" * 30, "9" * 5_000),
)
_PIECES = (
    *("", "/", "//", ".", "..", "../..", "%", "%2e%2e", "\0", "\r\n", "\n", "\t", " ", "\x7f"),
    *("\xff", "\xed\xa0\x80", "\xc0\xaf", "\xe2\x80\xae", "\xef\xbb\xbf", "\xf0\x9f\x98\x80"),
    *("a" * 300, "a" * 5_000, "a/" * 500, "\xc4\x83" * 300, "?", "#", "*", ":", "@", "~", "\\"),
    *("index.php", "wp-admin", "rss.xml", "atom.xml", ".html", "-1.html", ".git", ".env", ";a=b"),
    *("\xd9\xa3", "\xc2\xb2", "_1", "-", "1-1", "None", "add", "change", "delete", "history"),
)
"""Of a path, each byte a character."""
_BETWEEN = ("&",) * 12 + ("&&", ";", "&=&", "&a&", "&%&")


def raw(path: str) -> str:
    """Return a path as servers hand it on."""
    return unquote_to_bytes(path).decode("latin-1")


def damaged(dice: Dice, path: str) -> str:
    """Return an address of which one part is another."""
    path = raw(path.partition("?")[0])
    way = dice.pick(("number", "part", "part", "inserted", "appended", "cut", "anything"))
    if way == "number" and _NUMBER.search(path):
        number = dice.pick(_NUMBERS)
        return _NUMBER.sub(lambda _: number, path)
    if way == "cut":
        return path[: dice.number(len(path))] or "/"
    piece = dice.pick(_PIECES) if dice.number(4) else dice.text().encode().decode("latin-1")
    if way == "part":
        parts = path.split("/")
        parts[1 + dice.number(len(parts) - 1)] = piece
        return "/".join(parts)
    at = dice.number(len(path))
    return {"appended": path + piece, "anything": f"/{piece}"}.get(
        way, path[: at + 1] + piece + path[at + 1 :]
    )


def query(dice: Dice, names: Sequence[str], least: int = 0) -> str:
    """Return what stands behind the question mark, or what a form sends: a few pairs, or less."""
    times = max(least, dice.number(4))
    pairs = [f"{dice.pick(names)}={_value(dice)}" for _ in range(times)]
    return dice.pick(_BETWEEN).join(pairs)


def _value(dice: Dice) -> str:
    return dice.pick(QUOTED) if dice.number(4) else quote(dice.text(), safe="/:?=&+%")
