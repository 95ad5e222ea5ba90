"""What readers type that may tell who they are, or of whom they speak.

It is told by its form alone.  A name looks like any other words and is not recognised.
"""

import re
import unicodedata

from portal.core.text import normalise_line

MAX_DIGITS = 7
"""Digits in a row that may be kept: telephone, identity and account numbers have more."""

# Slashes divide numbers ("42/2022/NĐ-CP", "23/11/2026"); nothing else but a letter does.
_DIGITS = re.compile(r"\d(?:(?:[^\w/]|_)*\d)*")
_YEARS = re.compile(r"(?:19|20)\d\d ?[-–—] ?(?:19|20)\d\d")
_ADDRESS = re.compile(
    r"@|://|\bwww\."
    r"|\w\.(?:com|net|org|info|biz|vn|edu|gov|io|me|co|asia|xyz|site|online|shop|app|dev|ly)\b"
    r"|\w\.[a-z]{2,}/",
    re.IGNORECASE,
)


def may_be_personal(text: str) -> bool:
    """Return whether `text` holds a number of a person's, an e-mail address or a web address.

    Numbers are eight digits or more, whatever stands between them but letters and slashes; two
    years ("2025-2030") are none.
    """
    text = normalise_line(unicodedata.normalize("NFKC", text))
    return bool(_ADDRESS.search(text)) or any(
        sum(map(str.isdecimal, run)) > MAX_DIGITS and not _YEARS.fullmatch(run)
        for run in _DIGITS.findall(text)
    )
