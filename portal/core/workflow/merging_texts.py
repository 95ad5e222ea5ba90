"""Two people's changes of one text, paragraph by paragraph.

Changes of neighbouring paragraphs do not touch each other: an editor thinks in paragraphs, and a
paragraph that both changed is shown to whoever saves last.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from portal.core.alignment import align
from portal.core.richtext.pieces import divided, pieces_of

Overlap = tuple[str, str, str]
Merged = tuple[str, list[Overlap]]


class _Hunk(NamedTuple):
    """`base[start:end]` became `pieces`."""

    start: int
    end: int
    pieces: list[str]


def merge_lines(base: str, theirs: str, mine: str) -> Merged:
    """Return plain text with the changes of both, and the lines that overlap."""
    sides = [text.splitlines() for text in (base, theirs, mine)]
    merged, overlaps = _merge(_nothing_smaller, "\n", *sides)
    return "\n".join(merged), overlaps


def merge_markup(base: str, theirs: str, mine: str) -> Merged:
    """Return rich text with the changes of both, and the blocks that overlap.

    Items of lists and rows of tables are told apart like paragraphs.
    """
    sides = [pieces_of(markup).inner for markup in (base, theirs, mine)]
    merged, overlaps = _merge(_within_block, "", *sides)
    return "".join(merged), overlaps


def _nothing_smaller(base: list[str], theirs: list[str], mine: list[str]) -> Merged | None:
    return None


def _within_block(base: list[str], theirs: list[str], mine: list[str]) -> Merged | None:
    """Merge within a list or table that both changed; None where it is something else."""
    sides = (base, theirs, mine)
    if any(len(side) != 1 for side in sides):
        return None
    old, other, own = (divided(side[0]) for side in sides)
    if old is None or other is None or own is None:
        return None
    if not old.opening == other.opening == own.opening:
        return None
    merged, overlaps = _merge(_within_block, "", old.inner, other.inner, own.inner)
    # What overlaps is shown with the tags that it needs to be anything: an item is one of a list.
    tags = old.opening, old.closing
    told = [(_in(tags, a), _in(tags, b), _in(tags, c)) for a, b, c in overlaps]
    return _in(tags, "".join(merged)), told


def _in(tags: tuple[str, str], inner: str) -> str:
    return f"{tags[0]}{inner}{tags[1]}"


def _merge(
    smaller: Callable[[list[str], list[str], list[str]], Merged | None],
    joint: str,
    base: list[str],
    theirs: list[str],
    mine: list[str],
) -> tuple[list[str], list[Overlap]]:
    merged: list[str] = []
    overlaps: list[Overlap] = []
    place = 0
    for start, end, others, owns in _regions(_hunks(base, theirs), _hunks(base, mine)):
        merged += base[place:start]
        place = end
        old = base[start:end]
        other, own = _applied(old, start, others), _applied(old, start, owns)
        if not owns or not others or [*map(str.strip, other)] == [*map(str.strip, own)]:
            merged += own if owns else other
            continue
        finer = smaller(old, other, own)
        if finer is not None:
            merged.append(finer[0])
            overlaps += finer[1]
        else:
            merged += own
            overlaps.append((joint.join(old), joint.join(other), joint.join(own)))
    return merged + base[place:], overlaps


def _hunks(base: list[str], changed: list[str]) -> list[_Hunk]:
    """Return what was changed, in the smallest parts: one paragraph for one, where they match."""
    hunks: list[_Hunk] = []
    stretches = align([piece.strip() for piece in base], [piece.strip() for piece in changed])
    for _, start, end, to_start, to_end in (each for each in stretches if not each.same):
        pieces = changed[to_start:to_end]
        if end - start == len(pieces):
            hunks += [_Hunk(start + n, start + n + 1, [piece]) for n, piece in enumerate(pieces)]
        else:
            hunks.append(_Hunk(start, end, pieces))
    return hunks


def _regions(
    theirs: list[_Hunk], mine: list[_Hunk]
) -> Iterator[tuple[int, int, list[_Hunk], list[_Hunk]]]:
    """Yield the parts of the base that were changed, with the changes of either side."""
    waiting = sorted([(hunk, 0) for hunk in theirs] + [(hunk, 1) for hunk in mine], key=_place)
    while waiting:
        hunk, side = waiting.pop(0)
        sides: tuple[list[_Hunk], list[_Hunk]] = ([], [])
        sides[side].append(hunk)
        start, end = hunk.start, hunk.end
        while waiting and _touches(start, end, waiting[0][0]):
            other, side = waiting.pop(0)
            sides[side].append(other)
            end = max(end, other.end)
        yield start, end, *sides


def _place(entry: tuple[_Hunk, int]) -> tuple[int, int, int]:
    hunk, side = entry
    return hunk.start, hunk.end, side


def _touches(start: int, end: int, hunk: _Hunk) -> bool:
    """Return whether a hunk lies within what is changed, or adds at the very same place."""
    return hunk.start < end or (start == end == hunk.start == hunk.end)


def _applied(base: list[str], offset: int, hunks: list[_Hunk]) -> list[str]:
    result: list[str] = []
    place = offset
    for hunk in hunks:
        result += base[place - offset : hunk.start - offset]
        result += hunk.pieces
        place = hunk.end
    return result + base[place - offset :]
