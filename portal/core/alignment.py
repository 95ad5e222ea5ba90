"""Two sequences side by side: which elements stay, which go, which come.

The longest common subsequence is found with whole rows of the table as one number, so that a
thousand words against a thousand take about a millisecond, and no repetition of words makes it
slower: the work is the product of the lengths, never more.  `difflib` of the standard library
needs the cube of them for a text that repeats few words.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

MOST_CELLS = 25_000_000
"""The largest table that is worked out, five thousand against five thousand: 3 MB, 10 ms.  What is
larger is first divided at what occurs once on either side; a part that is still too large counts
as replaced."""

T = TypeVar("T", bound=Hashable)
Pair = tuple[int, int]


class Stretch(NamedTuple):
    """`before[start:end]` became `after[to_start:to_end]`; with `same` they are equal."""

    same: bool
    start: int
    end: int
    to_start: int
    to_end: int


def align(before: Sequence[T], after: Sequence[T]) -> list[Stretch]:
    """Return how `before` became `after`: equal stretches and changed ones, in turn."""
    stretches: list[Stretch] = []
    i = j = 0
    for start, to_start, length in _runs(_matches(before, after)):
        if (i, j) != (start, to_start):
            stretches.append(Stretch(False, i, start, j, to_start))
        i, j = start + length, to_start + length
        stretches.append(Stretch(True, start, i, to_start, j))
    if (i, j) != (len(before), len(after)):
        stretches.append(Stretch(False, i, len(before), j, len(after)))
    return stretches


def rising(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the longest part of `pairs`, sorted by the first, in which the second rises too."""
    tops: list[int] = []
    chains: list[int] = []
    previous: list[int] = []
    for number, (_, second) in enumerate(pairs):
        place = bisect_left(tops, second)
        previous.append(chains[place - 1] if place else -1)
        tops[place : place + 1] = [second]
        chains[place : place + 1] = [number]
    kept: list[Pair] = []
    number = chains[-1] if chains else -1
    while number >= 0:
        kept.append(pairs[number])
        number = previous[number]
    return kept[::-1]


def _runs(matches: Iterator[Pair]) -> Iterator[tuple[int, int, int]]:
    """Yield matches that follow each other directly as one: start, start, length."""
    run: tuple[int, int, int] | None = None
    for i, j in matches:
        if run is not None and (run[0] + run[2], run[1] + run[2]) == (i, j):
            run = (run[0], run[1], run[2] + 1)
            continue
        if run is not None:
            yield run
        run = (i, j, 1)
    if run is not None:
        yield run


def _matches(before: Sequence[T], after: Sequence[T]) -> Iterator[Pair]:
    shorter = min(len(before), len(after))
    head = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    rest = shorter - head
    tail = next((n for n in range(rest) if before[-1 - n] != after[-1 - n]), rest)
    yield from ((n, n) for n in range(head))
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    yield from ((head + i, head + j) for i, j in _middle(old, new))
    ends = len(before) - tail, len(after) - tail
    yield from ((ends[0] + n, ends[1] + n) for n in range(tail))


def _middle(before: Sequence[T], after: Sequence[T]) -> Iterator[Pair]:
    if len(before) * len(after) <= MOST_CELLS:
        yield from _longest(before, after)
        return
    # Each anchor is a match; what lies between two of them is a smaller task.
    ends = (len(before), len(after))
    for (i, j), (next_i, next_j) in pairwise([(-1, -1), *_anchors(before, after), ends]):
        old, new = before[i + 1 : next_i], after[j + 1 : next_j]
        if len(old) * len(new) <= MOST_CELLS:
            yield from ((i + 1 + x, j + 1 + y) for x, y in _longest(old, new))
        if (next_i, next_j) != ends:
            yield next_i, next_j


def _anchors(before: Sequence[T], after: Sequence[T]) -> list[Pair]:
    """Return where elements stand that occur once on either side, as far as the order is kept."""
    counts, to_counts = Counter(before), Counter(after)
    places = {element: j for j, element in enumerate(after) if to_counts[element] == 1}
    return rising([(i, places[e]) for i, e in enumerate(before) if counts[e] == 1 and e in places])


def _longest(before: Sequence[T], after: Sequence[T]) -> list[Pair]:
    """Return a longest common subsequence, by the bit-parallel method of Hyyrö (2004).

    Bit `i` of row `j` is clear where `before[i]` adds to what is common with `after[:j]`.
    """
    if not before or not after:
        return []
    places: defaultdict[T, int] = defaultdict(int)
    for i, element in enumerate(before):
        places[element] |= 1 << i
    everything = (1 << len(before)) - 1
    row = everything
    rows = [row]
    for element in after:
        hits = row & places.get(element, 0)
        row = ((row + hits) | (row - hits)) & everything
        rows.append(row)
    return _walk_back(rows, len(before))


def _walk_back(rows: list[int], width: int) -> list[Pair]:
    matches: list[Pair] = []
    i, j = width, len(rows) - 1
    while i and j:
        if rows[j] >> (i - 1) & 1:
            i -= 1
        elif not rows[j - 1] >> (i - 1) & 1:
            j -= 1
        else:
            i, j = i - 1, j - 1
            matches.append((i, j))
    return matches[::-1]
