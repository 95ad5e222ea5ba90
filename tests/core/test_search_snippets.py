"""The lines under a search hit."""

import pytest
from hypothesis import given

from portal.core.search import snippets
from portal.core.search.query import parse
from tests.core.texts import anything, vietnamese


def snippet(text: str, typed: str) -> str:
    return snippets.snippet(text, parse(typed))


@pytest.mark.parametrize(
    ("text", "query", "html"),
    [
        ("Cầu Bạch Sa.", "bach sa", "Cầu <mark>Bạch Sa</mark>"),
        ("Cầu Bạch, Sa", "bach sa", "Cầu <mark>Bạch</mark>, <mark>Sa</mark>"),
        ("Má, mã và mạ", "mã", "Má, <mark>mã</mark> và mạ"),
        ("Má, mã và mạ", "ma", "<mark>Má</mark>, <mark>mã</mark> và <mark>mạ</mark>"),
        ("Má và mạ", "mã", "<mark>Má</mark> và <mark>mạ</mark>"),
        ("Đường Hùng Vương", "đuờng Hùng", "<mark>Đường Hùng</mark> Vương"),
        ("Số 36/QĐ-UBND", "36/qd-ubnd", "Số <mark>36/QĐ-UBND</mark>"),
        ("Xây nhà, xây dựng", '"xây dựng"', "Xây nhà, <mark>xây dựng</mark>"),
        ("Đường Hùng Vương", "ĐƯỜNG", "<mark>Đường</mark> Hùng Vương"),
        ("Hoà Bình", "hòa", "<mark>Hoà</mark> Bình"),
        ("Cầu, đường", "không có", "Cầu, đường"),
        ("", "cầu", ""),
        ("!?", "cầu", ""),
        ("Cầu", "", "Cầu"),
    ],
)
def test_found_words_are_marked(text: str, query: str, html: str):
    assert snippet(text, query) == html


def test_text_is_escaped_and_only_the_marks_are_markup():
    assert snippet("<b>cầu</b> & “a” nữa", "cau nua") == (
        "&lt;b&gt;<mark>cầu</mark>&lt;/b&gt; &amp; “a” <mark>nữa</mark>"
    )


def test_a_long_text_is_shown_around_the_first_found_word():
    text = "từ " * 200 + "cầu " + "sau " * 200
    html = snippet(text, "cau")
    assert html.startswith("… từ ")
    assert html.endswith(" …")
    assert "<mark>cầu</mark>" in html
    assert len(html.split()) < 40


def test_the_stretch_with_most_of_the_words_is_shown_side_by_side_at_best():
    text = f"cầu {'x ' * 60} sa bạch {'y ' * 60} bạch sa {'z ' * 60}"
    assert "<mark>bạch sa</mark>" in snippet(text, "bach sa")
    assert "<mark>cầu</mark>" not in snippet(text, "bach sa cau")


def test_words_that_editors_hold_for_the_same_are_marked_too():
    query = parse("ubnd", lambda words, typed: {(0, 1): ["Ủy ban nhân dân"]})
    assert snippets.marked("Ủy ban nhân dân xã", query) == "<mark>Ủy ban nhân dân</mark> xã"


def test_a_word_at_the_very_end_is_shown():
    html = snippet("từ " * 200 + "cầu", "cau")
    assert html.endswith("<mark>cầu</mark>")


def test_a_query_cannot_bring_markup():
    html = snippet("Cầu mới", "<mark onclick=alert(1)> cầu")
    assert html == "<mark>Cầu</mark> mới"


@given(anything, vietnamese)
def test_a_snippet_holds_no_markup_but_its_marks(text: str, query: str):
    html = snippet(text, query).replace("<mark>", "").replace("</mark>", "")
    assert "<" not in html
    assert ">" not in html
