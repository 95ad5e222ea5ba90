"""Two people's changes of one list: authors, tags, documents, in their order."""

import json
from typing import Any


def merge_lists(
    base: list[Any], theirs: list[Any], mine: list[Any]
) -> tuple[list[Any], list[tuple[Any, Any, Any]]] | None:
    """Return the list with what both added and without what either removed.

    The order is that of whoever changed it.  If both did, mine holds and the lists are told as
    overlapping.  None where an element occurs twice in a list.
    """
    keys = [[json.dumps(value, sort_keys=True) for value in side] for side in (base, theirs, mine)]
    if any(len(set(side)) != len(side) for side in keys):
        return None
    values = dict(
        pair
        for side, given in zip(keys, (base, theirs, mine), strict=True)
        for pair in zip(side, given, strict=True)
    )
    old, other, own = keys
    they_moved, i_moved = (_order_changed(old, side) for side in (other, own))
    skeleton, change = (other, own) if they_moved and not i_moved else (own, other)
    merged = [values[key] for key in _with_changes(skeleton, old, change)]
    both = they_moved and i_moved and _order_changed(other, own)
    return merged, [(base, theirs, mine)] if both else []


def _order_changed(before: list[str], after: list[str]) -> bool:
    return [key for key in before if key in after] != [key for key in after if key in before]


def _with_changes(skeleton: list[str], base: list[str], change: list[str]) -> list[str]:
    """Return `skeleton` with what `change` added to and removed from `base`."""
    removed = set(base) - set(change)
    merged = [key for key in skeleton if key not in removed]
    for place, key in enumerate(change):
        if key in base or key in merged:
            continue
        before = next((k for k in reversed(change[:place]) if k in merged), None)
        merged.insert(merged.index(before) + 1 if before is not None else 0, key)
    return merged
