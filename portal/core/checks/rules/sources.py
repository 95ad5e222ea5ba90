"""Checks of reprints: a text of somebody else names whose it is (requirement E-10)."""

import re
from collections.abc import Iterable

from portal.core.checks.base import Check
from portal.core.checks.findings import Finding, Level
from portal.core.checks.subject import Subject

_LONGEST, _MOST_WORDS = 150, 9
_SOURCE_LINE = re.compile(
    r"\(?\s*(?:Theo|Nguồn(?: tin)?|Trích)\s*:?\s+(?P<who>[^,;:]{2,80}?)\s*[.)]*", re.IGNORECASE
)
_ADDRESS = re.compile(r"[\w-]+(?:\.[\w-]+)+")


def _has(subject: Subject, name: str) -> bool:
    return hasattr(subject.item, name)


class MissingSource(Check):
    """A reprint with the address of its original, but without its name."""

    name = "source-missing"
    title = "Bài đăng lại thiếu tên nguồn"
    explanation = "Có địa chỉ bài gốc mà chưa ghi tên báo hoặc cơ quan đã đăng."
    advice = "Ghi tên báo, cơ quan vào ô “Nguồn”; bài không phải đăng lại thì xóa địa chỉ bài gốc."
    level = Level.BLOCK

    def find(self, subject: Subject) -> Iterable[Finding]:
        """Ask for the name beside the address."""
        if not (_has(subject, "source_name") and _has(subject, "source_url")):
            return
        address = str(getattr(subject.item, "source_url", "") or "")
        if address and not str(getattr(subject.item, "source_name", "") or "").strip():
            yield self.finding("source_name", "Có địa chỉ bài gốc, chưa có tên nguồn.", [address])


class SourceInText(Check):
    """A source named in the last line of the text, where no list and no reader's tool finds it."""

    name = "source-in-text"
    title = "Nguồn ghi trong nội dung, không ở ô Nguồn"
    explanation = "Nội dung kết bằng “Theo …” hoặc “Nguồn: …” mà ô “Nguồn” để trống."
    advice = "Chuyển tên nguồn vào ô “Nguồn”, bỏ dòng cuối trong nội dung."

    def find(self, subject: Subject) -> Iterable[Finding]:
        """Look at the last words of each text."""
        if not _has(subject, "source_name") or str(getattr(subject.item, "source_name", "") or ""):
            return
        for name, text in subject.texts.items():
            last = text.blocks[-1] if text.blocks else None
            if last and last.kind == "p" and not last.is_source and _names_source(last.text):
                yield self.finding(name, "Nội dung kết bằng tên một nguồn.", [last.text])


def _names_source(line: str) -> bool:
    """Return whether a line is nothing but the name of a source: a name has a capital, or a dot."""
    if len(line) > _LONGEST or len(line.split()) > _MOST_WORDS:
        return False
    match = _SOURCE_LINE.fullmatch(line.strip())
    if match is None:
        return False
    who = match["who"]
    return who[0].isupper() or bool(_ADDRESS.fullmatch(who))
