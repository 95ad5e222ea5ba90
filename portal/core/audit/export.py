"""The trail of a period as a file for Excel."""

import csv
from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone

from portal.core.audit.models import AuditEntry, AuditQuerySet
from portal.core.audit.verbs import Area

AT_ONCE = 500
_HEAD = (
    "Số",
    "Lúc",
    "Phần",
    "Việc",
    "Người làm",
    "Từ địa chỉ",
    "Loại",
    "Số của đối tượng",
    "Đối tượng",
    "Trước",
    "Sau",
    "Lý do",
    "Mã nội dung",
    "Mã dòng trước",
    "Mã dòng này",
)
_MARK = "\ufeff"
"""By this Excel knows that the file is in UTF-8."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class _Line:
    """A file of one line: what the writer writes, it gives back."""

    def write(self, line: str) -> str:
        return line


def csv_lines(rows: AuditQuerySet) -> Iterator[str]:
    """Give the file line by line, oldest row first, however many there are."""
    writer = csv.writer(_Line())
    yield _MARK + writer.writerow(_HEAD)
    for entry in _walk(rows):
        yield writer.writerow([harmless(value) for value in _cells(entry)])


def harmless(value: Any) -> str:
    """Return a cell that Excel shows and does not calculate."""
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _walk(rows: AuditQuerySet) -> Iterator[AuditEntry]:
    """Walk the rows in portions: no cursor stays open while a slow line takes the file."""
    rows = rows.order_by("made_at", "number")
    found = list(rows[:AT_ONCE])
    while found:
        yield from found
        last = found[-1]
        later = Q(made_at__gt=last.made_at) | Q(made_at=last.made_at, number__gt=last.number)
        found = list(rows.filter(later, made_at__gte=last.made_at)[:AT_ONCE])


def _cells(entry: AuditEntry) -> list[Any]:
    kind = entry.content_type_id and ContentType.objects.get_for_id(entry.content_type_id).name
    return [
        entry.number,
        f"{timezone.localtime(entry.made_at):%Y-%m-%d %H:%M:%S}",
        Area(entry.area).label,
        entry.action_label,
        entry.actor_name,
        entry.address,
        kind or "",
        entry.object_id or "",
        entry.title,
        entry.before_label,
        entry.after_label,
        entry.reason,
        entry.content_hash,
        entry.previous_hash,
        entry.hash,
    ]
