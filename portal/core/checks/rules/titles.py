"""Checks of the title."""

from collections.abc import Iterable

from portal.core.checks.base import Check
from portal.core.checks.findings import Finding
from portal.core.checks.rules.known_words import is_known_abbreviation
from portal.core.checks.subject import Subject
from portal.core.text import word_count

LONGEST = 140
"""Characters, as `static/js/admin/counters.js` has it; a card on a phone then has five lines."""
_FEWEST_LOUD = 4
_LOUD_SHARE = 0.6


class TitleLength(Check):
    """A title that no list shows whole, or that says nothing."""

    name = "title-length"
    title = "Tiêu đề quá dài hoặc quá ngắn"
    explanation = f"Tiêu đề dài hơn {LONGEST} ký tự, hoặc chỉ có một tiếng."
    advice = "Giữ lại ai, việc gì, ở đâu; phần còn lại đưa xuống sapo."

    def find(self, subject: Subject) -> Iterable[Finding]:
        """Measure it."""
        title = subject.title.strip()
        if len(title) > LONGEST:
            problem = f"Tiêu đề dài {len(title)} ký tự, nên gọn trong {LONGEST}."
            yield self.finding("title", problem)
        elif subject.is_vietnamese and title and word_count(title) < 2:
            advice = "Viết rõ hơn: ai, việc gì, ở đâu."
            yield self.finding("title", "Tiêu đề chỉ có một tiếng.", advice=advice)


class ShoutingTitle(Check):
    """A title in capitals: hard to read, spelled letter by letter by some screen readers."""

    name = "title-capitals"
    title = "Tiêu đề viết toàn chữ in hoa"
    explanation = "Phần lớn tiêu đề là chữ in hoa. Chữ viết tắt quen thuộc không tính."
    advice = "Viết như câu thường: chỉ hoa đầu câu và tên riêng."

    def find(self, subject: Subject) -> Iterable[Finding]:
        """Count the words in capitals that are no abbreviations."""
        words = [word.strip(".,;:!?()“”\"'–-") for word in subject.title.split()]
        words = [word for word in words if any(map(str.isalpha, word))]
        loud = [w for w in words if len(w) > 1 and w.isupper() and not is_known_abbreviation(w)]
        if len(loud) >= _FEWEST_LOUD and len(loud) > _LOUD_SHARE * len(words):
            yield self.finding("title", "Tiêu đề viết gần hết bằng chữ in hoa.")
