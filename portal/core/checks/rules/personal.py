"""Check of personal data (requirement D-01, law 91/2025 on the protection of personal data)."""

from collections.abc import Iterable, Iterator

from portal.core.checks.base import Check
from portal.core.checks.blocks import Block
from portal.core.checks.findings import Finding, Level
from portal.core.checks.rules.personal_numbers import (
    Number,
    birthdays,
    listed_birthdays,
    numbers_in,
)
from portal.core.checks.subject import Subject

_LONGEST_DOCUMENT = 300_000
"""Characters of an attached document that are looked at: a hundred pages of lists."""


class PersonalData(Check):
    """Numbers that belong to a person and that the law lets nobody publish without a ground."""

    name = "personal-data"
    title = "Dữ liệu cá nhân"
    explanation = (
        "Số căn cước, số chứng minh nhân dân, số điện thoại riêng, số tài khoản của cá nhân, ngày "
        "sinh trong danh sách; trong nội dung và trong tài liệu đính kèm."
    )
    advice = (
        "Bỏ hoặc che bớt (như 001•••••••45). Nếu pháp luật quy định phải công khai: bấm Lưu, rồi "
        "ở khung “Kiểm tra trước khi gửi” xác nhận căn cứ; biên tập viên mới xác nhận được."
    )
    level = Level.BLOCK
    is_waivable = True

    def find(self, subject: Subject) -> Iterable[Finding]:
        """Look at title, texts and attached documents."""
        for field, blocks in _written(subject):
            numbers = [number for block in blocks for number in numbers_in(block)]
            yield from self._about(field, [*numbers, *birthdays(blocks)])
        attached: list[Number] = []
        for document in subject.documents:
            text = f"{document.title}\n{document.text[:_LONGEST_DOCUMENT]}"
            attached += [*numbers_in(Block("p", text)), *listed_birthdays(text)]
        yield from self._about("attachments", attached)

    def _about(self, field: str, numbers: list[Number]) -> Iterator[Finding]:
        if not numbers:
            return
        kinds = ", ".join(dict.fromkeys(number.kind.value for number in numbers))
        where = "tài liệu đính kèm" if field == "attachments" else "chữ sẽ đăng"
        problem = f"Có thể là dữ liệu cá nhân trong {where}: {kinds}."
        quotes = [number.quote for number in numbers]
        evidence = [f"{number.kind.name}:{number.digits}" for number in numbers]
        yield self.finding(field, problem, quotes, evidence=evidence)


def _written(subject: Subject) -> Iterator[tuple[str, list[Block]]]:
    yield "title", [Block("p", subject.title)]
    yield "summary", [Block("p", line) for line in subject.summary.splitlines()]
    for name, text in subject.texts.items():
        yield name, text.blocks
