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
        ("Cầu Bạch Sa.", "bach sa", "Cầu <mark>Bạch</mark> <mark>Sa</mark>"),
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
