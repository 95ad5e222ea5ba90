"""Two people's changes of one text, brought together: pure functions over snapshots.

`merge_fields(base, theirs, mine, markup=…)` looks at each field by itself.  Where only one of
the two changed it, that change is taken.  Texts of several paragraphs merge paragraph by
paragraph, lists by what was added and removed.  What both changed differently is a `Conflict`:
the merged snapshot has mine there, the conflict has all three.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from portal.core.snapshots import Snapshot
from portal.core.workflow.merging_lists import merge_lists
from portal.core.workflow.merging_texts import merge_lines, merge_markup

_ABSENT = object()


class Outcome(StrEnum):
    """What became of a field."""

    UNCHANGED = "unchanged"
    MINE = "mine"
    THEIRS = "theirs"
    SAME = "same"
    """Both made the same change."""
    MERGED = "merged"
    """Both changed it, in different places."""
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Conflict:
    """What both changed differently; of a text only the paragraphs that overlap.

    Values as in the snapshot, None where the field was missing.
    """

    field: str
    base: Any
    theirs: Any
    mine: Any


@dataclass
class Merge:
    """`merged` is complete; `conflicts` hold what of theirs is not in it."""

    merged: Snapshot = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether nobody has to choose."""
        return not self.conflicts

    def fields(self, *outcomes: Outcome) -> list[str]:
        """Return the fields that had one of these outcomes, in the order of the snapshot."""
        return [name for name, outcome in self.outcomes.items() if outcome in outcomes]


def merge_fields(
    base: Snapshot, theirs: Snapshot, mine: Snapshot, *, markup: Collection[str] = ()
) -> Merge:
    """Return the changes of both since `base`; `markup` names the fields of rich text.

    `rich_text_fields(model)` of `differences.py` says which these are.
    """
    merge = Merge()
    for name in dict.fromkeys((*mine, *theirs, *base)):
        sides = [side.get(name, _ABSENT) for side in (base, theirs, mine)]
        value, outcome, overlaps = _merge_values(*sides, is_markup=name in markup)
        merge.outcomes[name] = outcome
        merge.conflicts += [Conflict(name, *map(_known, overlap)) for overlap in overlaps]
        if value is not _ABSENT:
            merge.merged[name] = value
    return merge


def _known(value: Any) -> Any:
    return None if value is _ABSENT else value


def _merge_values(
    base: Any, theirs: Any, mine: Any, *, is_markup: bool
) -> tuple[Any, Outcome, list[tuple[Any, Any, Any]]]:
    if theirs == mine:
        return mine, Outcome.UNCHANGED if mine == base else Outcome.SAME, []
    if theirs == base:
        return mine, Outcome.MINE, []
    if mine == base:
        return theirs, Outcome.THEIRS, []
    merged = _merge_both(base, theirs, mine, is_markup=is_markup)
    if merged is None:
        return mine, Outcome.CONFLICT, [(base, theirs, mine)]
    value, overlaps = merged
    return value, Outcome.CONFLICT if overlaps else Outcome.MERGED, overlaps


def _merge_both(
    base: Any, theirs: Any, mine: Any, *, is_markup: bool
) -> tuple[Any, list[tuple[Any, Any, Any]]] | None:
    """Return what both changed, and where they overlap; None where it cannot be divided."""
    sides = (base, theirs, mine)
    if all(isinstance(side, list) for side in sides):
        return merge_lists(base, theirs, mine)
    if not all(isinstance(side, str) for side in sides):
        return None
    if is_markup:
        return merge_markup(base, theirs, mine)
    return merge_lines(base, theirs, mine) if any("\n" in side for side in sides) else None
