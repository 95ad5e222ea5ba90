"""What a look at the portal yields, before anybody knows whether it is new."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass

EXCERPT = 400
"""Characters of what was seen that are kept."""
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Sighting:
    """Something that does not belong there."""

    kind: str
    place: str
    """Where it is, for people: a row with its column, a file, an account, a host."""
    what: str
    evidence: str = ""
    about: tuple[str, int] | None = None
    """The row: the label of its model and its number."""
    same: str = ""
    """What makes two sightings of this kind the same; else all that is said of them does."""

    @property
    def fingerprint(self) -> str:
        """By which it is known again: accepted once, it does not come back unless it changes."""
        same = self.same or f"{self.place}\0{self.what}\0{self.evidence}"
        return hashlib.sha256(f"{self.kind}\0{same}".encode()).hexdigest()


def shown(text: str) -> str:
    """Return `text` as one short line in which nothing stays unseen."""
    visible = "".join(_named(each) for each in text[: EXCERPT * 2])
    line = _SPACES.sub(" ", visible).strip()
    return line if len(line) <= EXCERPT else f"{line[: EXCERPT - 1]}…"


def _named(character: str) -> str:
    hidden = unicodedata.category(character) in {"Cf", "Cc", "Cn", "Cs", "Co"}
    if not hidden or character.isspace():
        return character
    return "" if character == "\ufdd0" else f"[U+{ord(character):04X}]"
