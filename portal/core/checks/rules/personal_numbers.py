"""Numbers that belong to a person, told from all the other numbers of official texts.

Pure functions.  A number by itself says little: nine digits may be a sum, ten a tax code.  So each
kind asks for words around it, but the identity number of twelve digits, whose form is its own.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from portal.core.checks.blocks import Block
from portal.core.checks.rules import personal_words as words

_NEAR = 60
"""Characters before a number in which its name is looked for."""
_AROUND = 120
"""Characters before and after in which a person or an office is looked for."""
_CELLS = 20
"""Cells of a row that are looked at."""
_EDGE = r"(?<![\w./-]){}(?![\w/-]|[.,]\d)"
# "001085012345", "001 085 012 345", "0010.8501.2345": province, century and sex, year, serial.
_TWELVE = re.compile(_EDGE.format(r"0\d{2}[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}|0\d{3}[ .]\d{4}[ .]\d{4}"))
_NINE = re.compile(_EDGE.format(r"\d{3}[ .]?\d{3}[ .]?\d{3}"))
_MOBILE = re.compile(r"(?<![\w./-])(?:\+?84[ .]?|0)[35789](?:[ .-]?\d){8}(?![\w/-]|[.,]\d)")
_ACCOUNT = re.compile(_EDGE.format(r"\d(?:[ .]?\d){5,18}"))
_BIRTHDAY = re.compile(r"(?<![\d/])\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d(?![\d/])")
_LONG_NUMBER = re.compile(r"\d{6,}|\d[\d .]{6,}\d")
_PROVINCES = range(1, 97)
"""Codes of provinces in identity numbers; those before the mergers stay in the cards."""
_SENTENCE = re.compile(rf"[.!?;](?=\s+[{words.UPPER}])|\n")


class Kind(StrEnum):
    """What a number is; the value is what an editor is told."""

    IDENTITY = "số căn cước, định danh"
    OLD_IDENTITY = "số chứng minh nhân dân"
    PHONE = "số điện thoại riêng"
    ACCOUNT = "số tài khoản của cá nhân"
    BIRTHDAY = "ngày sinh trong danh sách"


class Number(NamedTuple):
    """A number that may be a person's."""

    kind: Kind
    digits: str
    quote: str
    """A few words around it, the number masked."""


def numbers_in(block: Block) -> Iterator[Number]:
    """Yield what may be a person's in one block; birthdays only show in many, see `birthdays`."""
    taken: set[int] = set()
    for kind, pattern, fits in _KINDS:
        for match in pattern.finditer(block.text):
            if match.start() not in taken and fits(match, block):
                taken.add(match.start())
                yield _number(kind, match, block.row)


def birthdays(blocks: list[Block]) -> list[Number]:
    """Return the dates of birth in the lists and tables among `blocks`, two of them at least."""
    found: dict[int, list[Number]] = {}
    for block in blocks:
        if block.group and (block.header or block.kind != "th"):
            for match in _BIRTHDAY.finditer(block.text):
                if _is_birthday(match, block):
                    number = _number(Kind.BIRTHDAY, match, block.row)
                    found.setdefault(block.group, []).append(number)
    return [number for numbers in found.values() if len(numbers) > 1 for number in numbers]


def listed_birthdays(text: str) -> list[Number]:
    """Return the dates of birth in the words of a file, where rows and columns are lost.

    Each stands behind a name, and somewhere before it is said what the dates are.
    """
    head = words.BIRTH_COLUMN.search(text)
    if head is None:
        return []
    found = [
        _number(Kind.BIRTHDAY, match)
        for match in _BIRTHDAY.finditer(text, head.end())
        if words.has_name(_before(match)) and not words.OFFICE.search(_before(match))
    ]
    return found if len(found) > 1 else []


def masked(number: str) -> str:
    """Return a number that can be recognised by who knows it: "001•••••••45"."""
    digits = re.sub(r"\D", "", number)
    return f"{digits[:3]}{'•' * max(len(digits) - 5, 1)}{digits[-2:]}"


def _number(kind: Kind, match: re.Match[str], row: tuple[str, ...] = ()) -> Number:
    """Return the number with what stands before it; in a table, with whose row it is in."""
    digits = re.sub(r"\D", "", match[0])
    begin = max(match.start() - 40, 0)
    before = match.string[begin : match.start()]
    if begin:
        before = f"…{before.partition(' ')[2]}"
    elif not before:
        whose = next((cell for cell in row if words.has_name(cell)), "")
        before = f"{whose[:60]}: " if whose else ""
    # Another number just before must not show either.
    hidden = _LONG_NUMBER.sub(lambda other: masked(other[0]), before)
    return Number(kind, digits, f"{hidden}{masked(match[0])}")


def _is_identity(match: re.Match[str], block: Block) -> bool:
    digits = re.sub(r"\D", "", match[0])
    return int(digits[:3]) in _PROVINCES and not words.OTHER_NUMBER.search(_before(match))


def _is_old_identity(match: re.Match[str], block: Block) -> bool:
    near = f"{block.header} {_before(match)}"
    if words.OTHER_NUMBER.search(_before(match)) or words.SUM.match(
        match.string[match.end() :][:9]
    ):
        return False
    return bool(words.IDENTITY.search(near))


def _is_phone(match: re.Match[str], block: Block) -> bool:
    around = _around(match, block)
    if words.OTHER_NUMBER.search(_before(match)) or words.ACCOUNT.search(_before(match)):
        return False
    return words.names_person(around) and not words.OFFICE.search(around)


def _is_account(match: re.Match[str], block: Block) -> bool:
    near = f"{block.header} {_before(match)}"
    if _is_sum(match):
        return False
    if not words.ACCOUNT.search(near) or words.PHONE.search(_before(match)[-20:]):
        return False
    return not words.OWNER.search(_around(match, block))


def _is_birthday(match: re.Match[str], block: Block) -> bool:
    row = _around(match, block)
    is_born = words.BIRTH.search(block.header) or words.BIRTH.search(_before(match))
    return bool(is_born and words.has_name(row)) and not words.OFFICE.search(row)


def _is_sum(match: re.Match[str]) -> bool:
    return bool(words.SUM.match(match.string[match.end() : match.end() + 9]))


def _before(match: re.Match[str]) -> str:
    return match.string[max(match.start() - _NEAR, 0) : match.start()]


def _around(match: re.Match[str], block: Block) -> str:
    """Return what is said with a number: its row in a table, else its own sentence."""
    if block.row:
        return " | ".join(cell[:_AROUND] for cell in [block.header, *block.row[:_CELLS]])
    text = match.string
    begin = max(match.start() - _AROUND, 0)
    end = min(match.end() + _AROUND, len(text))
    for stop in _SENTENCE.finditer(text, begin, match.start()):
        begin = stop.end()
    later = _SENTENCE.search(text, match.end(), end)
    return text[begin : later.start() if later else end]


_KINDS = (
    (Kind.IDENTITY, _TWELVE, _is_identity),
    (Kind.OLD_IDENTITY, _NINE, _is_old_identity),
    (Kind.ACCOUNT, _ACCOUNT, _is_account),
    (Kind.PHONE, _MOBILE, _is_phone),
)
"""In this order: what is one thing is not taken for the next."""
