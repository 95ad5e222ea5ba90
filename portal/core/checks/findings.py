"""What a check has found."""

import hashlib
from dataclasses import dataclass, replace
from typing import Self

from django.db import models

QUOTES_SHOWN = 3
_LONGEST_QUOTE = 90


class Level(models.TextChoices):
    """What follows from a finding."""

    OFF = "off", "Không kiểm tra"
    WARN = "warn", "Nhắc, vẫn gửi được"
    BLOCK = "block", "Chặn, phải sửa mới gửi được"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: what, where, how to mend it."""

    check: str
    """Name of the check."""
    field: str
    """Name of the form's field where it is mended."""
    problem: str
    advice: str
    level: Level
    quotes: tuple[str, ...] = ()
    """Where it stands, in the words of the text; what is personal is masked."""
    url: str = ""
    """Of what the finding speaks about, where that has an address."""
    evidence: tuple[str, ...] = ()
    """What exactly was found, where somebody may answer for it."""
    waived: bool = False
    """Whether somebody has answered for it."""

    @property
    def is_blocking(self) -> bool:
        """Whether the item must not be sent with it."""
        return self.level is Level.BLOCK and not self.waived

    @property
    def shown_quotes(self) -> str:
        """The first quotations as one line: “…”, “…” và 4 chỗ khác."""
        text = ", ".join(f"“{quote}”" for quote in self.quotes[:QUOTES_SHOWN])
        more = len(self.quotes) - QUOTES_SHOWN
        return f"{text} và {more} chỗ khác" if more > 0 else text

    @property
    def message(self) -> str:
        """All that an editor has to know, in two or three sentences."""
        quotes = f" Chỗ ấy: {self.shown_quotes}." if self.quotes else ""
        return f"{self.problem}{quotes} {self.advice}"

    @property
    def digest(self) -> str:
        """What tells whether the same was found again: for a waiver."""
        text = "\0".join([self.check, *sorted(set(self.evidence))])
        return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=16).hexdigest()

    def at(self, level: Level) -> Self:
        """Return the finding with what the portal makes of it."""
        return replace(self, level=level)


def shorten(text: str, begin: int = 0, end: int | None = None) -> str:
    """Return a stretch of `text` with a few words around it, short enough to be quoted."""
    end = len(text) if end is None else end
    room = max(_LONGEST_QUOTE - (end - begin), 0) // 2
    left, right = max(begin - room, 0), min(end + room, len(text))
    right = min(right, left + 2 * _LONGEST_QUOTE)
    # Cut between words, but never into what is quoted.
    while 0 < left < begin and not text[left - 1].isspace():
        left += 1
    while end < right < len(text) and not text[right].isspace():
        right -= 1
    words = " ".join(text[left:right].split())
    return f"{'…' if left else ''}{words}{'…' if right < len(text) else ''}"
