"""Documents for download: what is taken, and what is found out about each at upload."""

import json
import secrets
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.core.text import vi_slug

MAX_BYTES = 30 * 2**20
PATIENCE = 30
"""Seconds that reading one document may take."""
KINDS = {
    "pdf": "PDF",
    "docx": "Word",
    "xlsx": "Excel",
    "pptx": "PowerPoint",
    "odt": "OpenDocument, văn bản",
    "ods": "OpenDocument, bảng tính",
    "csv": "CSV",
}
"""Endings that are taken, each with what readers call it.  No archives: nobody sees inside."""

_READER = Path(__file__).with_name("reader.py")
_REASONS = {
    "type": "Nội dung tệp không đúng với đuôi .{ending}. Hãy mở tệp bằng phần mềm của nó rồi lưu "
    "lại dưới dạng .{ending}.",
    "broken": "Tệp .{ending} này đã hỏng hoặc chưa tải lên trọn vẹn. Hãy lưu lại rồi thử lần nữa.",
    "password": "Tệp có mật khẩu, người dân sẽ không mở được. Hãy bỏ mật khẩu rồi tải lại.",
    "active": "Tệp có macro, mã lệnh hoặc phần lấy từ nơi khác. Hãy lưu lại thành tệp không có "
    "những thứ ấy, như in ra PDF.",
    "bomb": "Tệp bung ra quá lớn nên không nhận được.",
    "encoding": "Tệp CSV phải lưu theo bảng mã UTF-8 (trong Excel: CSV UTF-8).",
}


@dataclass(frozen=True)
class Inspection:
    """What a document is and says."""

    kind: str
    pages: int | None
    is_scan: bool
    text: str


def new_name(instance: object, filename: str) -> str:
    """Return a storage name that cannot be guessed and ends in words for the reader's disk."""
    stem, _, ending = filename.rpartition(".")
    name = vi_slug(stem, default="tai-lieu")
    return f"tep/{timezone.localdate():%Y/%m}/{secrets.token_hex(8)}/{name}.{ending.lower()}"


def inspect(upload: IO[bytes], filename: str) -> Inspection:
    """Read a document in a process of its own, with limits.

    Raises `ValidationError`, in words for the editor, for what is not taken.
    """
    ending = filename.rpartition(".")[2].lower()
    if ending not in KINDS:
        taken = ", ".join(f".{known}" for known in KINDS)
        raise ValidationError(f"Chỉ nhận tệp {taken}.", code="ending")
    size = getattr(upload, "size", 0)
    if size > MAX_BYTES:
        raise ValidationError(
            f"Tệp nặng {size / 2**20:.0f} MB, quá mức {MAX_BYTES // 2**20} MB.", code="too_heavy"
        )
    if size == 0:
        raise ValidationError("Tệp rỗng.", code="empty")
    answer = _read(upload, ending)
    if "refused" in answer:
        reason = str(answer["refused"])
        raise ValidationError(_REASONS[reason].format(ending=ending), code=reason)
    pages = answer["pages"]
    return Inspection(
        kind=ending,
        pages=pages if isinstance(pages, int) else None,
        is_scan=bool(answer["is_scan"]),
        text=str(answer["text"]),
    )


def _read(upload: IO[bytes], ending: str) -> dict[str, object]:
    upload.seek(0)
    try:
        done = subprocess.run(  # noqa: S603 -- our own file; the document is data
            [sys.executable, "-I", str(_READER), ending],
            input=upload.read(),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        answer: dict[str, object] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):  # too slow, or ended by its limits
        return {"refused": "bomb"}
    return answer
