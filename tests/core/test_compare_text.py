"""Plain texts, values and lists side by side."""

import pytest

from portal.core.richtext.compare import (
    compare_lists,
    compare_pictures,
    compare_text,
    compare_values,
)
from tests.core.comparing import after, before, marks


def test_one_line_has_no_paragraph():
    assert compare_text("Tin cũ", "Tin mới").startswith("Tin <del>")
    assert compare_text("Tin", "Tin") == "Tin"
    assert compare_text("", "") == ""


def test_lines_are_paragraphs():
    compared = compare_text("một\nhai\nba", "một\nba\nbốn")
    assert marks(compared) == ["-hai", "+bốn"]
    assert compared.count("<p") == 4


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "a & b", "\"x\" 'y'", "&lt;p&gt;"])
def test_what_looks_like_markup_is_shown_as_it_was_typed(typed):
    for compared in (
        compare_text("cũ", typed),
        compare_text(typed, "mới"),
        compare_text(typed, typed),
        compare_text(f"{typed}\nhai", f"hai\n{typed}"),
        compare_values("cũ", typed),
        compare_lists([typed], ["mới"]),
        compare_pictures((typed, typed), None),
    ):
        assert "<script" not in compared
        assert typed.split()[0] in after(compared) + before(compared) + compared


def test_a_value_takes_the_place_of_another():
    assert marks(compare_values("Đô thị", "Văn hóa")) == ["-Đô thị", "+Văn hóa"]
    assert marks(compare_values("", "Văn hóa")) == ["-(để trống)", "+Văn hóa"]
    assert compare_values("Có", "Có") == "Có"


def test_lists_tell_what_came_went_and_moved():
    compared = compare_lists(["Bình", "An", "Chi"], ["An", "Bình", "Dung"])
    assert marks(compared) == ["[đổi thứ tự]", "-Chi", "+Dung"]
    assert compare_lists([], []) == "(để trống)"


def test_pictures_are_shown_small():
    compared = compare_pictures(None, ("/media/a.webp", "Cầu"))
    assert marks(compared) == ["-(để trống)", "+Cầu"]
    assert '<img class="change-picture" src="/media/a.webp" alt="">' in compared
