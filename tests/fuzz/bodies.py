"""What is sent in requests: forms, files, JSON, each damaged in its own ways."""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from tests.fuzz.addresses import query
from tests.fuzz.dice import Dice
from tests.fuzz.fields import Filled
from tests.fuzz.values import FILES, JSON, NAMES_OF_FILES, TEXTS

FORM, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
_DAMAGES = (
    *("", "", "", "cut", "no end", "no name", "no break", "encoded", "nested", "bytes", "within"),
)
_PART = 'Content-Disposition: form-data; name="'


class Body(NamedTuple):
    """What is sent, each byte a character, and what it is said to be."""

    kind: str
    content: str


def body(dice: Dice, names: Sequence[str]) -> Body:
    """Return a body with fields of these names, or none that anybody could read."""
    way = dice.number(8)
    if way < 4:
        return Body(FORM, query(dice, names, least=1))
    if way < 6:
        return _multipart(dice, names)
    if way == 6:
        return Body("application/json", _bytes(dice.pick(JSON)))
    return Body(FORM, dice.text(longest=12, below=256))


def refilled(dice: Dice, forms: Sequence[Filled]) -> tuple[str, Body]:
    """Return a form of the desk, a few of its fields with other values."""
    form = dice.pick(forms)
    values = dict(form.values)
    for _ in range(1 + dice.number(3)):
        values[dice.pick(list(values))] = _text(dice)
    if dice.number(2):
        values[dice.pick(("_save", "_continue", "_transition", "_addanother"))] = "publish"
    return form.path, Body(FORM, urlencode(values, doseq=True))


def _multipart(dice: Dice, names: Sequence[str]) -> Body:
    parts = [_part(dice, dice.pick(("file", *names))) for _ in range(1 + dice.number(3))]
    content = "".join(f"--x\r\n{part}\r\n" for part in parts) + "--x--\r\n"
    return Body(MULTIPART, _damaged(content, dice.pick(_DAMAGES)))


def _part(dice: Dice, name: str) -> str:
    if dice.number(2):
        file = _bytes(dice.pick(NAMES_OF_FILES))
        head = f'{_PART}{name}"; filename="{file}"\r\nContent-Type: image/jpeg'
        return f"{head}\r\n\r\n{dice.pick(FILES)}"
    return f'{_PART}{name}"\r\n\r\n{_bytes(_text(dice))}'


def _damaged(content: str, damage: str) -> str:
    changes = {
        "cut": content[: len(content) // 2],
        "no end": content.removesuffix("--x--\r\n"),
        "no name": content.replace("name=", "nam=", 1),
        "no break": content.replace("\r\n\r\n", "\r\n"),
        "encoded": content.replace("\r\n", "\r\nContent-Transfer-Encoding: base64\r\n", 1),
        "nested": "--x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" + content * 3,
        "bytes": content.replace('name="', 'name="\xff\xfe\x00', 1),
        "within": content.replace('name="', "name*=utf-7''%00", 1),
    }
    return changes.get(damage, content)


def _text(dice: Dice) -> str:
    return dice.pick(TEXTS) if dice.number(4) else dice.text()


def _bytes(text: str) -> str:
    return text.encode().decode("latin-1")
