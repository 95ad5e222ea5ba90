"""Links typed one to a line: a name, then an address."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

_LINE = re.compile(r"(?P<label>.*\S)\s+(?P<url>\S+)")
_is_address = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class Link:
    """A name and where it leads."""

    label: str
    url: str


def read_links(text: str) -> list[Link]:
    """Return the links of `text`; lines that are none are left out, see `validate_links`."""
    return [link for line in text.splitlines() if (link := _read(line))]


def validate_links(text: str) -> None:
    """Refuse a line that is not a name and an address, and say which."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and _read(line) is None:
            raise ValidationError(
                f"Dòng {number}: viết tên, cách một dấu cách, rồi địa chỉ bắt đầu bằng https://, "
                "ví dụ: Facebook https://facebook.example/minhgiang"
            )


def _read(line: str) -> Link | None:
    match = _LINE.fullmatch(line.strip())
    if match is None:
        return None
    try:
        _is_address(match["url"])
    except ValidationError:
        return None
    return Link(match["label"].rstrip(" :|–-"), match["url"])
