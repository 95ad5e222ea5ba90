"""Passwords that are tried first where people speak Vietnamese."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError

from portal.core.text import normalise_line

_FILE = Path(__file__).with_name("common_vietnamese.txt")
_LOOK_ALIKE = str.maketrans("0134578@$!", "oieastbasi")
"""Digits and signs that stand for letters."""
_ENDS = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_NO_WORD = re.compile(r"[\W_]+")
_DATE = re.compile(
    r"(?:[0-3]?\d[\W_]*[01]?\d[\W_]*(?:19|20)\d\d|(?:19|20)\d\d[\W_]*[01]\d[\W_]*[0-3]\d)"
)


class VietnamesePasswordValidator:
    """Refuses common words with their usual ends, whatever accents and digits disguise them."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise `ValidationError` for a password that is guessed among the first."""
        if is_common(password):
            raise ValidationError(
                "Mật khẩu này nhiều người dùng nên dễ bị đoán, kể cả khi thêm số, thêm dấu hoặc "
                "thay chữ bằng số. Hãy ghép bốn từ không liên quan.",
                code="password_too_common",
            )

    def get_help_text(self) -> str:
        """Return what people are told beforehand."""
        return (
            "Không dùng mật khẩu phổ biến: tên người, tên địa phương, tên cơ quan, ngày sinh, "
            "dù có thêm số hoặc dấu (như Matkhau@123, Ubnd@2026)."
        )


def is_common(password: str) -> bool:
    """Return whether a password is a common one, a date, or two common words with ends."""
    typed = _plain(password)
    # Ends are taken off before digits are read as letters: 123 is an end, not "ize".
    bare = _ENDS.sub("", typed)
    if sum(sign.isalpha() for sign in typed) < 3:  # 123456a@
        return True
    shapes = {_NO_WORD.sub("", shape) for shape in (typed, bare)}
    shapes |= {_NO_WORD.sub("", shape.translate(_LOOK_ALIKE)) for shape in (typed, bare)}
    return any(_is_made_of_words(shape) for shape in shapes) or _is_date(typed)


def _is_made_of_words(shape: str) -> bool:
    """Return whether a shape is a common word, or two of them side by side."""
    words = common_words()
    if shape in words:
        return True
    return any(shape[:at] in words and shape[at:] in words for at in range(3, len(shape) - 2))


def _is_date(typed: str) -> bool:
    """Return whether nothing but a date and a common word is left of what was typed."""
    rest = _NO_WORD.sub("", _DATE.sub("", typed, count=1))
    return rest != _NO_WORD.sub("", typed) and (len(rest) < 3 or rest in common_words())


def _plain(text: str) -> str:
    """Return `text` without case and accents; signs stay, unlike with `fold`."""
    parts = unicodedata.normalize("NFD", normalise_line(text).lower().replace("đ", "d"))
    return "".join(part for part in parts if not unicodedata.combining(part))


@cache
def common_words() -> frozenset[str]:
    """Return the list, folded; one word in each line, `#` begins a remark."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    words = (line.partition("#")[0] for line in lines)
    return frozenset(_NO_WORD.sub("", _plain(word)) for word in words if word.strip())
