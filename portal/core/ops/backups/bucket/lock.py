"""One writer at a time: a sweep must not take what a copy beside it counts on.

Whoever begins writes its own mark and then looks for others.  Stores tell at once of what was
written, so of two that begin together both may see the other, and never neither.
"""

import hashlib
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from portal.core.ops.backups import folder
from portal.core.ops.backups.refusal import Refusal

if TYPE_CHECKING:
    from portal.core.ops.backups.bucket.store import Store

_LOCKS = "locks/"
_LASTS = timedelta(hours=24)
"""A mark older than this was left by somebody who was killed."""


@contextmanager
def alone(store: "Store") -> Iterator[None]:
    """Write in the bucket alone; `folder.alone` keeps others of this folder away meanwhile."""
    own = _own_mark()
    store.write(own, b"")
    try:
        # Ages by the store's clock alone: this machine's may be wrong.
        marks = {entry.key: entry.changed for entry in store.entries(_LOCKS)}
        now = marks.pop(own, max(marks.values(), default=None))
        if others := [key for key, at in marks.items() if now is None or now - at < _LASTS]:
            raise Refusal(
                f"Một máy khác đang ghi vào kho S3 “{store.name}”, cùng BACKUP_S3_PREFIX. Hãy đợi "
                f"nó xong; nó đã hỏng thì xóa dấu của nó ({others[0]}), hoặc đợi quá một ngày. "
                "Hai cổng khác nhau thì phải có BACKUP_S3_PREFIX hoặc bucket riêng."
            )
        yield
    finally:
        with suppress(Refusal):  # what stays is this machine's own, and taken over next time
            store.remove(own)


def _own_mark() -> str:
    whose = f"{platform.node()}:{folder.top().resolve()}"
    return _LOCKS + hashlib.sha256(whose.encode()).hexdigest()[:20]
