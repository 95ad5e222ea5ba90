"""The attacks of `tests/core/attacks/`, one by one and in batches that hold them all."""

import re
from pathlib import Path

from portal.core.richtext import clean_html

FOLDER = Path(__file__).parent / "attacks"
MARK = "DauHieu"
_SIGNS = {"LF": "\n", "CR": "\r", "TAB": "\t", "NUL": "\x00"}
_SIGN = re.compile(r"\{(?:(LF|CR|TAB|NUL)|U\+([0-9A-F]{4}))\}")
_BATCH = 320
"""Attacks in one text: a page takes hardly longer with many than with few."""


def _spelled_out(line: str) -> str:
    return _SIGN.sub(lambda m: _SIGNS[m[1]] if m[1] else chr(int(m[2], 16)), line)


ATTACKS = {
    path.stem: [_spelled_out(line) for line in path.read_text().splitlines()]
    for path in sorted(FOLDER.glob("*.txt"))
}
"""Attacks by what they try."""


def everything() -> list[str]:
    """Return all attacks."""
    return [attack for group in ATTACKS.values() for attack in group]


def batches() -> list[str]:
    """Return texts that hold all attacks between them.

    Some attacks make a parser take all that follows for words, or for nothing.  Each of those
    ends a text of its own, so that none of the others is spared.
    """
    open_ended = [attack for attack in everything() if _swallows(attack)]
    others = [attack for attack in everything() if not _swallows(attack)]
    whole = [others[at : at + _BATCH] for at in range(0, len(others), _BATCH)]
    texts = ["".join(f"<p>{MARK}</p>{attack}\n" for attack in batch) for batch in whole]
    return texts + [f"<p>{MARK}</p>{attack}" for attack in open_ended]


def _swallows(attack: str) -> bool:
    after = clean_html(f"{attack}<p>{MARK}</p>")
    return f"<p>{MARK}</p>" not in after
