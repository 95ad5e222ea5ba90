"""Two sequences side by side."""

from hypothesis import given
from hypothesis import strategies as st

from portal.core import alignment
from portal.core.alignment import Stretch, align, rising

letters = st.lists(st.sampled_from("abcd"), max_size=12)


def longest(before: list[str], after: list[str]) -> int:
    """Return the length of the longest common subsequence, by the plain table."""
    row = [0] * (len(after) + 1)
    for one in before:
        above = row[:]
        for place, other in enumerate(after):
            row[place + 1] = above[place] + 1 if one == other else max(row[place], above[place + 1])
    return row[-1]


@given(letters, letters)
def test_stretches_cover_both_sides_in_order(before, after):
    i = j = 0
    for stretch in align(before, after):
        assert (stretch.start, stretch.to_start) == (i, j)
        i, j = stretch.end, stretch.to_end
        if stretch.same:
            assert before[stretch.start : i] == after[stretch.to_start : j] != []
    assert (i, j) == (len(before), len(after))


@given(letters, letters)
def test_as_much_stays_as_can(before, after):
    stayed = sum(each.end - each.start for each in align(before, after) if each.same)
    assert stayed == longest(before, after)


def test_equal_and_changed_stretches_take_turns():
    assert align("abcd", "axcd") == [
        Stretch(True, 0, 1, 0, 1),
        Stretch(False, 1, 2, 1, 2),
        Stretch(True, 2, 4, 2, 4),
    ]


def test_what_is_too_large_is_divided_at_what_occurs_once(monkeypatch):
    monkeypatch.setattr(alignment, "MOST_CELLS", 10)
    before = [*"aab", "one", *"cdd", "two", "x"]
    after = [*"aba", "one", *"dcd", "two", "y"]
    same = [before[each.start : each.end] for each in align(before, after) if each.same]
    assert ["one"] in same
    assert ["two"] in [run[-1:] for run in same]


def test_a_part_that_is_still_too_large_counts_as_replaced(monkeypatch):
    monkeypatch.setattr(alignment, "MOST_CELLS", 10)
    assert align("xabababy", "zbababaw") == [Stretch(False, 0, 8, 0, 8)]


def test_twenty_thousand_words_that_repeat_are_no_trouble():
    before, after = ["ha", "he"] * 10_000, ["he", "hi"] * 10_000
    assert align(before, after) == [Stretch(False, 0, 20_000, 0, 20_000)]


def test_the_longest_rising_part_is_kept():
    assert rising([(0, 3), (1, 0), (2, 1), (3, 4), (4, 2)]) == [(1, 0), (2, 1), (4, 2)]
    assert rising([]) == []
