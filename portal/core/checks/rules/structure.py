"""Checks of headings and of the words of links."""

import re
from collections.abc import Iterable

from portal.core.checks.base import Check
from portal.core.checks.blocks import Block, Link
from portal.core.checks.findings import Finding, shorten
from portal.core.checks.subject import Subject
from portal.core.text import fold

_EMPTY_WORDS = frozenset(
    {
        *("tai day", "o day", "day", "xem tai day", "xem o day", "tai ve tai day", "link"),
        *("xem them", "xem tiep", "xem chi tiet", "chi tiet", "chi tiet tai day", "doc them"),
        *("click", "click here", "click vao day", "click tai day", "bam vao day", "bam tai day"),
        *("nhan vao day", "nhap vao day", "kich vao day", "tai tai day", "duong link", "link nay"),
        *("here", "read more", "more", "see more", "this link", "duong dan", "duong dan nay"),
    }
)
_LONGEST = 500
"""Characters of a link's words; more of them say something."""
_BARE = re.compile(r"(?:https?://|www\.)\S+|\S+\.\w{2,}/\S+", re.IGNORECASE)


class HeadingJump(Check):
    """A heading of a level that has none above it: readers who go by headings lose the way."""

    name = "heading-jump"
    title = "Đề mục nhảy cấp"
    explanation = "Đề mục nhỏ đứng ngay dưới đề mục lớn hơn hai cấp, hoặc bài mở đầu bằng cấp nhỏ."
    advice = "Đổi thành cấp ngay dưới đề mục đứng trước; cấp đầu tiên là “Đề mục lớn”."

    def find(self, subject: Subject) -> Iterable[Finding]:
        """Walk the headings of each text."""
        for name, text in subject.texts.items():
            headings = [block for block in text.blocks if block.level]
            jumps = list(_jumps(headings))
            if jumps:
                yield self.finding(name, "Đề mục nhảy cấp.", [shorten(b.text) for b in jumps])


def _jumps(headings: Iterable[Block]) -> Iterable[Block]:
    above = 1
    for heading in headings:
        if heading.level > above + 1:
            yield heading
        above = heading.level


class EmptyLinkText(Check):
    """A link whose words do not say where it leads (WCAG 2.2, 2.4.4)."""

    name = "link-text"
    title = "Chữ của đường dẫn không nói dẫn đi đâu"
    explanation = "Đường dẫn ghi “tại đây”, “xem thêm”, “click”, hoặc là một địa chỉ trần."
    advice = "Đặt đường dẫn vào tên của trang hoặc tài liệu, như “Tờ khai đăng ký khai sinh”."

    def find(self, subject: Subject) -> Iterable[Finding]:
        """Look at the words of every link."""
        found: dict[str, list[str]] = {}
        for name, link in subject.links:
            if _says_nothing(link):
                found.setdefault(name, []).append(shorten(link.text))
        for name, quotes in found.items():
            yield self.finding(name, "Chữ của đường dẫn không nói dẫn đi đâu.", quotes)


def _says_nothing(link: Link) -> bool:
    if link.has_picture or link.address.startswith(("mailto:", "tel:")):
        return False
    if len(link.text) > _LONGEST:
        return False
    return fold(link.text) in _EMPTY_WORDS or bool(_BARE.fullmatch(link.text))
