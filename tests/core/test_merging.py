"""Two people's changes of one item, brought together."""

import pytest

from portal.core.workflow.merging import Conflict, Merge, Outcome, merge_fields


def merge(base, theirs, mine, *, markup=()) -> Merge:
    """Merge one field."""
    return merge_fields({"x": base}, {"x": theirs}, {"x": mine}, markup=markup)


def merge_body(base: str, theirs: str, mine: str) -> Merge:
    return merge(base, theirs, mine, markup=("x",))


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "merged", "outcome"),
    [
        ("a", "a", "a", "a", Outcome.UNCHANGED),
        ("a", "a", "b", "b", Outcome.MINE),
        ("a", "b", "a", "b", Outcome.THEIRS),
        ("a", "b", "b", "b", Outcome.SAME),
        ("a", "b", "c", "c", Outcome.CONFLICT),
        (1, None, 2, 2, Outcome.CONFLICT),
        (True, False, True, False, Outcome.THEIRS),
    ],
)
def test_a_field_is_merged_by_who_changed_it(base, theirs, mine, merged, outcome):
    result = merge(base, theirs, mine)
    assert result.merged == {"x": merged}
    assert result.outcomes == {"x": outcome}
    assert result.is_clean is (outcome is not Outcome.CONFLICT)


def test_a_conflict_holds_all_three():
    assert merge("a", "b", "c").conflicts == [Conflict("x", "a", "b", "c")]


def test_different_fields_do_not_touch_each_other():
    base = {"title": "Cũ", "summary": "Cũ", "note": ""}
    result = merge_fields(base, base | {"title": "Mới"}, base | {"summary": "Khác"})
    assert result.merged == {"title": "Mới", "summary": "Khác", "note": ""}
    assert result.fields(Outcome.THEIRS) == ["title"]
    assert result.fields(Outcome.MINE) == ["summary"]


def test_a_field_that_only_one_side_knows_is_theirs():
    assert merge_fields({}, {"x": 1}, {}).merged == {"x": 1}
    assert merge_fields({"x": 1}, {}, {"x": 1}).merged == {}
    assert merge_fields({}, {"x": 1}, {"x": 2}).conflicts == [Conflict("x", None, 1, 2)]


def test_different_paragraphs_merge_even_side_by_side():
    result = merge_body(
        "<p>một</p><p>hai</p><p>ba</p>",
        "<p>một sửa</p><p>hai</p><p>ba</p>",
        "<p>một</p><p>hai sửa</p><p>ba</p><p>bốn</p>",
    )
    assert result.merged["x"] == "<p>một sửa</p><p>hai sửa</p><p>ba</p><p>bốn</p>"
    assert result.outcomes["x"] is Outcome.MERGED
    assert result.is_clean


def test_of_a_paragraph_that_both_changed_mine_is_kept_and_theirs_is_told():
    result = merge_body(
        "<p>một</p><p>hai</p><p>ba</p>",
        "<p>một A</p><p>hai</p><p>ba A</p>",
        "<p>một</p><p>hai</p><p>ba B</p>",
    )
    assert result.merged["x"] == "<p>một A</p><p>hai</p><p>ba B</p>"
    assert result.conflicts == [Conflict("x", "<p>ba</p>", "<p>ba A</p>", "<p>ba B</p>")]


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "merged"),
    [
        (
            "<ul><li>1</li><li>2</li></ul>",
            "<ul><li>1 A</li><li>2</li></ul>",
            "<ul><li>1</li><li>2</li><li>3</li></ul>",
            "<ul><li>1 A</li><li>2</li><li>3</li></ul>",
        ),
        (
            "<table><tbody><tr><td>1</td></tr><tr><td>2</td></tr></tbody></table>",
            "<table><tbody><tr><td>1 A</td></tr><tr><td>2</td></tr></tbody></table>",
            "<table><tbody><tr><td>1</td></tr><tr><td>2 B</td></tr></tbody></table>",
            "<table><tbody><tr><td>1 A</td></tr><tr><td>2 B</td></tr></tbody></table>",
        ),
        ("<p>1</p><p>2</p>", "<p>2</p>", "<p>1</p><p>2</p><p>3</p>", "<p>2</p><p>3</p>"),
        ("<p>1</p>", "<p>0</p><p>1</p>", "<p>1</p><p>2</p>", "<p>0</p><p>1</p><p>2</p>"),
    ],
)
def test_items_rows_and_whole_paragraphs_merge(base, theirs, mine, merged):
    result = merge_body(base, theirs, mine)
    assert result.merged["x"] == merged
    assert result.is_clean


def test_a_conflict_within_a_list_is_told_as_a_list():
    result = merge_body("<ol><li>1</li></ol>", "<ol><li>A</li></ol>", "<ol><li>B</li></ol>")
    assert result.conflicts == [
        Conflict("x", "<ol><li>1</li></ol>", "<ol><li>A</li></ol>", "<ol><li>B</li></ol>")
    ]


def test_what_one_removed_and_the_other_changed_is_a_conflict():
    result = merge_body("<p>một</p><p>hai</p>", "<p>hai</p>", "<p>một sửa</p><p>hai</p>")
    assert result.merged["x"] == "<p>một sửa</p><p>hai</p>"
    assert result.conflicts == [Conflict("x", "<p>một</p>", "", "<p>một sửa</p>")]


def test_lines_of_plain_text_merge():
    result = merge("a\nb\nc", "a A\nb\nc", "a\nb\nc C")
    assert result.merged == {"x": "a A\nb\nc C"}
    assert result.is_clean


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "merged"),
    [
        ([1, 2, 3], [1, 3, 4], [5, 1, 2, 3], [5, 1, 3, 4]),
        ([1, 2], [2, 1], [1, 2, 3], [2, 3, 1]),
        ([1, 2], [1, 2, 3], [2, 1], [2, 3, 1]),
        ([1], [], [1, 2], [2]),
        (["a"], ["a", "b"], ["a", "c"], ["a", "b", "c"]),
        ([], [1], [1], [1]),
    ],
)
def test_additions_to_lists_and_removals_do_not_conflict(base, theirs, mine, merged):
    result = merge(base, theirs, mine)
    assert result.merged == {"x": merged}
    assert result.is_clean


def test_two_new_orders_of_one_list_are_a_conflict():
    result = merge([1, 2, 3], [3, 2, 1], [2, 1, 3])
    assert result.merged == {"x": [2, 1, 3]}
    assert result.conflicts == [Conflict("x", [1, 2, 3], [3, 2, 1], [2, 1, 3])]
