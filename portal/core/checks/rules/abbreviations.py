"""Check of abbreviations that nobody has explained."""

import re
import unicodedata
from collections.abc import Iterable

from portal.core.checks.base import Check
from portal.core.checks.findings import Finding, shorten
from portal.core.checks.rules.known_words import is_known_abbreviation
from portal.core.checks.subject import Subject

_CAPITALS = r"(?:[A-ZĐ]|[ĂÂÊÔƠƯ])"
_WORD = re.compile(rf"(?<![\w&/.@-]){_CAPITALS}{{2,8}}(?![\w&@]|[/-]\w|\.\w)")
_TOKEN = re.compile(r"\S+")
_OF_A_NUMBER = re.compile(r"\d-[A-ZĐ]|/[A-ZĐ]{2}|\d/|/\d")
_ROMAN = re.compile(r"[IVXLC]+")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_LOUD = 3
"""So many words in capitals side by side are a heading, not so many abbreviations."""
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_EXPLAINED = re.compile(
    rf"\(\s*(?:gọi tắt là |viết tắt là |sau đây gọi là )?({_CAPITALS}{{2,8}})\b"
    rf"|\b({_CAPITALS}{{2,8}})\s?\("
    rf"|(?i:viết tắt là|gọi tắt là|tên tắt là)\s?[“\"(]?({_CAPITALS}{{2,8}})\b"
)


class UndefinedAbbreviation(Check):
    """An abbreviation that is never spelled out."""

    name = "abbreviation"
    title = "Chữ viết tắt chưa giải thích"
    explanation = (
        "Chữ viết tắt từ 2 đến 8 chữ hoa chưa được viết đầy đủ lần nào trong bài; không kể những "
        "chữ quen thuộc (UBND, HĐND, GDP…)."
    )
    advice = "Lần đầu viết đầy đủ rồi mới mở ngoặc ghi chữ tắt, như “Ban Quản lý dự án (BQLDA)”."

    def find(self, subject: Subject) -> Iterable[Finding]:
        """Look for capitals in the texts, and for where they are explained."""
        if not subject.is_vietnamese:
            return
        whole = "\n".join([subject.title, *(p.block.text for p in subject.passages)])
        explained = {word for groups in _EXPLAINED.findall(whole) for word in groups if word}
        found: dict[str, dict[str, str]] = {}
        for passage in subject.passages:
            text = passage.block.text
            plain = _without_headings(_TOKEN.sub(_without_numbers, text))
            for match in _WORD.finditer(plain):
                if match[0] not in explained and _needs_words(match[0]):
                    known = found.setdefault(passage.field, {})
                    known.setdefault(match[0], shorten(text, *match.span()))
        for name, words in found.items():
            problem = f"Chưa giải thích chữ viết tắt: {', '.join(words)}."
            yield self.finding(name, problem, words.values())


def _without_numbers(token: re.Match[str]) -> str:
    """Blank out what is part of a number: of a document, a road, a plate."""
    return " " * len(token[0]) if _OF_A_NUMBER.search(token[0]) else token[0]


def _without_headings(text: str) -> str:
    """Return `text` with blanks in place of what is written in capitals throughout."""
    run: list[re.Match[str]] = []
    parts: list[str] = []
    done = 0
    for word in [*_LETTERS.finditer(text), None]:
        if word is not None and word[0].isupper() and _follows(run, word, text):
            run.append(word)
            continue
        if len(run) >= _LOUD:
            begin, end = run[0].start(), run[-1].end()
            parts += [text[done:begin], " " * (end - begin)]
            done = end
        run = [word] if word is not None and word[0].isupper() else []
    return "".join([*parts, text[done:]])


def _follows(run: list[re.Match[str]], word: re.Match[str], text: str) -> bool:
    return not run or not text[run[-1].end() : word.start()].strip()


def _needs_words(word: str) -> bool:
    """Return whether it is an abbreviation that not everybody knows.

    A letter with a tone mark is part of a word in capitals: "LỄ", "HỘI".
    """
    if _ROMAN.fullmatch(word) or is_known_abbreviation(word):
        return False
    return not _TONES & set(unicodedata.normalize("NFD", word))
