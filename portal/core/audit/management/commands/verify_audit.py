"""`manage.py verify_audit`: is the audit trail as it was written?"""

import re
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.core.audit.models import ChainHead
from portal.core.audit.verify import Anchor, Break, verify
from portal.core.progress import ProgressBar


def read_anchor(text: str) -> Anchor:
    """Return what the operator has noted down, as this command prints it."""
    match = re.fullmatch(r"(\d{1,18}):([0-9a-f]{64})", text.strip())
    if match is None:
        raise ArgumentTypeError("cần dạng SỐ:MÃ, đúng như lệnh này đã in ra")
    return Anchor(int(match[1]), match[2])


def read_number(text: str) -> int:
    """Return the number of a row."""
    if not re.fullmatch(r"\d{1,18}", text) or int(text) < 1:
        raise ArgumentTypeError("cần một số từ 1 trở lên")
    return int(text)


class Command(BaseCommand):
    """Reads only; the portal goes on meanwhile."""

    help = (
        "Kiểm tra nhật ký: không dòng nào bị sửa, xóa, đổi chỗ; nội dung các lần sửa đúng như khi "
        "ghi. In số và mã của dòng mới nhất, để chép lại ở nơi khác."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take where to begin, and what is known from elsewhere."""
        parser.add_argument(
            "--from", dest="first", type=read_number, default=1, metavar="N", help="bắt đầu từ dòng"
        )
        parser.add_argument(
            "--anchor", type=read_anchor, metavar="SỐ:MÃ", help="một dòng đã chép lại trước đây"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify; a break ends with exit code 1."""
        first = options["first"]
        last = ChainHead.objects.values_list("number", flat=True).first() or 0
        if first > last + 1:
            raise CommandError(f"Nhật ký mới có đến dòng {last}.")
        bar = ProgressBar(max(last - first + 1, 1), self.stdout, unit="dòng")
        try:
            head = verify(first, options["anchor"], bar.show)
        except Break as found:
            raise CommandError(f"NHẬT KÝ KHÔNG CÒN NGUYÊN VẸN. {found}") from found
        self.stdout.write(f"Nhật ký nguyên vẹn từ dòng {first} đến dòng {head.number}.")
        self.stdout.write(f"Dòng mới nhất: {head}")
