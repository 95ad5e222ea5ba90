"""Reading the whole chain over again: is it as it was written?

Whoever may write the tables may also seal a forged chain anew.  Against that helps only what is
kept elsewhere: number and hash of one row, noted down and signed (an anchor).
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from portal.core.audit.models import AuditEntry, ChainHead
from portal.core.audit.sealing import BEGINNING, content_hash, seal
from portal.core.audit.verbs import Area

AT_ONCE = 100
"""Rows that are in memory together, each with the whole text of an item."""


class Anchor(NamedTuple):
    """A row as it was noted down elsewhere."""

    number: int
    hash: str


class Break(Exception):
    """The first place where the chain is not as it was written."""

    def __init__(self, number: int, what: str) -> None:
        super().__init__(f"Dòng {number}: {what}")
        self.number = number


def verify(
    first: int = 1, anchor: Anchor | None = None, show: Callable[[int], object] = lambda n: None
) -> ChainHead:
    """Read the chain from row `first` to its end and return that end.

    What is added meanwhile is left for the next time.  Raises `Break` at the first row that is
    missing or not as it was written.
    """
    head = ChainHead.objects.filter(pk=1).first()
    if head is None:
        raise Break(0, "mất dòng giữ đầu chuỗi (chạy manage.py migrate để lập lại).")
    known = _hash_before(first)
    number = first - 1
    for entry in _rows(first, head.number):
        if entry.number != number + 1:
            raise Break(number + 1, f"đã mất; sau dòng {number} là dòng {entry.number}.")
        number = entry.number
        _check(entry, known)
        known = entry.hash
        show(number - first + 1)
    _check_end(head, number, known)
    if anchor is not None:
        _check_anchor(anchor)
    return head


def _rows(first: int, last: int) -> Iterator[AuditEntry]:
    """Walk the rows with the revisions they speak of, a few at a time."""
    rows = AuditEntry.objects.select_related("revision").order_by("number")
    at = first
    while found := list(rows.filter(number__gte=at, number__lte=last)[:AT_ONCE]):
        yield from found
        at = found[-1].number + 1


def _hash_before(first: int) -> str:
    if first <= 1:
        return BEGINNING
    before = AuditEntry.objects.filter(number=first - 1).first()
    if before is None:
        raise Break(first - 1, "không có, nên không kiểm tra tiếp từ sau nó được.")
    return before.hash


def _check(entry: AuditEntry, previous_hash: str) -> None:
    try:
        sealed = seal(entry)
    except KeyError:
        raise Break(entry.number, f"ghi cách niêm phong {entry.scheme}, không có.") from None
    if sealed != entry.hash:
        raise Break(entry.number, "đã bị sửa; mã của dòng không khớp với những gì dòng ghi.")
    if entry.previous_hash != previous_hash:
        raise Break(entry.number, "không nối vào dòng trước; dòng trước đã bị thay.")
    if entry.area == Area.CONTENT:
        _check_revision(entry)


def _check_revision(entry: AuditEntry) -> None:
    """Compare the stored revision with what the row says of it."""
    revision = entry.revision
    if revision is None:
        raise Break(entry.number, f"mất lần sửa số {entry.revision_id} mà dòng này ghi.")
    told = (entry.action, entry.actor_id, entry.content_type_id, entry.object_id, entry.reason)
    stored = (revision.action, revision.made_by_id, revision.content_type_id, revision.object_id)
    if told != (*stored, revision.reason):
        raise Break(entry.number, f"lần sửa số {revision.pk} đã bị sửa (ai, việc gì, lý do).")
    if entry.content_hash != content_hash(revision.snapshot):
        raise Break(entry.number, f"nội dung của lần sửa số {revision.pk} đã bị sửa.")


def _check_end(head: ChainHead, number: int, known: str) -> None:
    if number < head.number:
        raise Break(number + 1, f"đã mất cùng mọi dòng sau nó, đến dòng {head.number}.")
    beyond = AuditEntry.objects.filter(number__gt=head.number).order_by("number").first()
    if head.hash != known:
        raise Break(head.number, "không phải là dòng cuối đã được ghi.")
    if beyond is not None and ChainHead.objects.filter(pk=1, number=head.number).exists():
        raise Break(beyond.number, "được thêm vào sau cuối chuỗi, không qua cổng.")


def _check_anchor(anchor: Anchor) -> None:
    entry = AuditEntry.objects.filter(number=anchor.number).first()
    if entry is None:
        raise Break(anchor.number, "đã được ghi lại ở nơi khác nhưng nay không còn.")
    if entry.hash != anchor.hash:
        raise Break(anchor.number, "khác với mã đã ghi lại ở nơi khác; chuỗi đã bị làm lại.")
