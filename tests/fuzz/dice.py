"""Chance, as Hypothesis gives it: one draw for all choices of a request.

Each draw of Hypothesis costs as much as a small answer of the portal, and a request is made of
twenty choices.  Fewer bytes, or zeros, choose what stands first: so failures still get simpler.
"""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
BYTES = 48
_ALL_CHARACTERS = 0x110000


class Dice:
    """A row of choices."""

    def __init__(self, thrown: bytes) -> None:
        self._left = int.from_bytes(thrown, "big")

    def number(self, choices: int) -> int:
        """Return a number below `choices`."""
        self._left, number = divmod(self._left, choices)
        return number

    def pick(self, choices: Sequence[T]) -> T:
        """Return one of `choices`."""
        return choices[self.number(len(choices))]

    def text(self, longest: int = 6, below: int = _ALL_CHARACTERS) -> str:
        """Return any characters but surrogates, which no text in UTF-8 has; half of them common."""
        codes = [
            self.number(self.pick((0x80, min(0x250, below), below)))
            for _ in range(self.number(longest + 1))
        ]
        return "".join(chr(code) for code in codes if not 0xD800 <= code < 0xE000)
