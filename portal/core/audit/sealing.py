"""What a hash of the trail is made of; pure functions.

The text that is hashed is JSON with its keys in order, without spaces, in UTF-8: whoever has the
columns of a row can make its hash again, in any language.  A row says by which scheme it was
sealed.  A scheme in use is never changed; a new one gets a new number.
"""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from portal.core.audit.models import AuditEntry

SCHEME = 1
"""The scheme of new rows."""
BEGINNING = "0" * 64
"""What stands in the first row where others have the hash of the row before."""


def content_hash(snapshot: Any) -> str:
    """Return the hash of what an item was after an action."""
    return _sha256(snapshot)


def seal(entry: "AuditEntry") -> str:
    """Return the hash of a row, which takes in the hash of the row before it.

    Raises `KeyError` for a scheme that there never was.
    """
    return _sha256(_SCHEMES[entry.scheme](entry))


def _first_scheme(entry: "AuditEntry") -> dict[str, Any]:
    return {
        "scheme": entry.scheme,
        "number": entry.number,
        "made_at": entry.made_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "area": entry.area,
        "action": entry.action,
        "actor": entry.actor_id,
        "actor_name": entry.actor_name,
        "address": entry.address,
        "content_type": entry.content_type_id,
        "object": entry.object_id,
        "title": entry.title,
        "before": entry.before,
        "after": entry.after,
        "reason": entry.reason,
        "revision": entry.revision_id,
        "content_hash": entry.content_hash,
        "previous_hash": entry.previous_hash,
    }


_SCHEMES: dict[int, Callable[["AuditEntry"], dict[str, Any]]] = {1: _first_scheme}


def _sha256(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
