"""Phrases that editors list, one a line, and the keys by which a query finds them."""

from typing import NamedTuple

from django.core.exceptions import ValidationError

from portal.core.text import excerpt, fold, normalise_line

MAX_LENGTH = 80
"""Characters of a phrase, as typed and folded."""
MAX_WORDS = 8


class Phrase(NamedTuple):
    """A line as an editor wrote it, and the folded words by which it is found."""

    text: str
    folded: str


def phrases_of(lines: str) -> list[Phrase]:
    """Return the phrases in `lines`; empty lines do not count."""
    texts = (normalise_line(line) for line in lines.splitlines())
    return [Phrase(text, fold(text)) for text in texts if text]


def check(lines: str, *, least: int, most: int) -> list[Phrase]:
    """Return the phrases in `lines`, `least` to `most` of them.

    Raises `ValidationError` with a message for each line that cannot be a phrase: without any
    letter or digit, too long, or the same as a line above it but for accents and punctuation.
    """
    phrases = phrases_of(lines)
    if not least <= len(phrases) <= most:
        amount = f"ít nhất {least}" if len(phrases) < least else f"nhiều nhất {most}"
        raise ValidationError(
            f"Cần {amount} dòng, mỗi dòng một cụm từ; ở đây có {len(phrases)} dòng."
        )
    mistakes = [mistake for phrase in phrases if (mistake := _mistake(phrase))]
    if mistakes := mistakes + _repeated(phrases):
        raise ValidationError(mistakes)
    return phrases


def _mistake(phrase: Phrase) -> str:
    """Return what is wrong with a phrase by itself, or nothing."""
    name = f"Dòng “{excerpt(phrase.text, 40)}”"
    if not phrase.folded:
        return f"{name} không có chữ cái hay chữ số nào: sửa lại hoặc xóa dòng này."
    if max(len(phrase.text), len(phrase.folded)) > MAX_LENGTH:
        return f"{name} dài quá: mỗi dòng nhiều nhất {MAX_LENGTH} chữ cái."
    if len(phrase.folded.split()) > MAX_WORDS:
        return f"{name} dài quá: mỗi dòng nhiều nhất {MAX_WORDS} tiếng."
    return ""


def _repeated(phrases: list[Phrase]) -> list[str]:
    first: dict[str, str] = {}
    mistakes = []
    for text, folded in phrases:
        if folded and folded in first:
            mistakes.append(
                f"Dòng “{excerpt(text, 40)}” và dòng “{excerpt(first[folded], 40)}” là một khi bỏ "
                "dấu: giữ lại một dòng."
            )
        first.setdefault(folded, text)
    return mistakes
