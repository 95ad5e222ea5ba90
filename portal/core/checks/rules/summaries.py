"""Checks of the summary."""

from collections.abc import Iterable

from portal.core.checks.base import Check
from portal.core.checks.findings import Finding, shorten
from portal.core.checks.subject import Subject
from portal.core.text import fold

LONGEST = 300
"""Characters (requirement E-09); cards and search results show no more."""
_LONG_ENOUGH_TO_COMPARE = 30


class SummaryLength(Check):
    """No summary, or one that is an article of its own."""

    name = "summary-length"
    title = "Thiếu sapo hoặc sapo quá dài"
    explanation = f"Chưa có sapo (tóm tắt), hoặc dài hơn {LONGEST} ký tự."
    advice = "Viết một, hai câu: chuyện gì, ở đâu, ai cần biết."

    def find(self, subject: Subject) -> Iterable[Finding]:
        """Measure it."""
        summary = subject.summary.strip()
        if not summary:
            yield self.finding("summary", "Chưa có sapo.")
        elif len(summary) > LONGEST:
            problem = f"Sapo dài {len(summary)} ký tự, nên gọn trong {LONGEST}."
            yield self.finding("summary", problem)


class RepeatedSummary(Check):
    """A summary that says again what stands above or below it."""

    name = "summary-repeated"
    title = "Sapo lặp lại tiêu đề hoặc đoạn đầu"
    explanation = "Sapo trùng với tiêu đề, hoặc đoạn đầu của nội dung chép lại sapo."
    advice = "Bạn đọc thấy hai chỗ sát nhau: để sapo nói thêm điều tiêu đề và đoạn đầu chưa nói."

    def find(self, subject: Subject) -> Iterable[Finding]:
        """Compare by words, without accents, case and punctuation."""
        summary = fold(subject.summary)
        if not summary:
            return
        if summary == fold(subject.title):
            yield self.finding("summary", "Sapo trùng với tiêu đề.")
        for name, text in subject.texts.items():
            first = next((b for b in text.blocks if b.kind not in {"caption", "figcaption"}), None)
            opening = fold(first.text) if first else ""
            if _repeats(opening, summary):
                words = shorten(first.text if first else "", 0, 40)
                yield self.finding(name, "Đoạn đầu của nội dung chép lại sapo.", [words])


def _repeats(opening: str, summary: str) -> bool:
    """Return whether the opening is the summary, or begins with all of it."""
    if opening == summary:
        return True
    is_long = len(summary) >= _LONG_ENOUGH_TO_COMPARE
    return is_long and f"{opening} ".startswith(f"{summary} ")
