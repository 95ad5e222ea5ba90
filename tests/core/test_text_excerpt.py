"""Beginnings, plain words and reading times."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.text import excerpt, plain_text, reading_minutes
from tests.core.texts import anything


@pytest.mark.parametrize(
    ("text", "length", "beginning"),
    [
        ("Ngắn thôi.", 20, "Ngắn thôi."),
        ("Một hai ba bốn năm", 10, "Một hai ba…"),
        ("Một hai ba bốn năm", 11, "Một hai ba…"),
        ("Một, hai, ba", 8, "Một…"),
        ("Một (hai ba)", 6, "Một…"),
        ("  Một \n hai  ", 20, "Một hai"),
        ("á" * 30, 10, "á" * 10 + "…"),
        ("", 10, ""),
    ],
)
def test_an_excerpt_is_cut_between_words(text: str, length: int, beginning: str):
    assert excerpt(text, length) == beginning


@given(st.one_of(anything, st.text("abá", min_size=20)), st.integers(5, 60))
def test_an_excerpt_is_never_longer_than_asked_but_for_its_mark(text: str, length: int):
    assert len(excerpt(text, length).rstrip("…")) <= length


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Một</p><p>hai</p>", "Một hai"),
        ("a &lt; b &amp; c", "a < b & c"),
        ("<p>Ho\u0300a&nbsp;Bình</p>", "Hòa Bình"),
        ("<ul>\n<li>một</li>\n</ul>", "một"),
        ("", ""),
    ],
)
def test_plain_text_is_the_words_of_the_markup(markup: str, text: str):
    assert plain_text(markup) == text


@pytest.mark.parametrize(
    ("count", "minutes"), [(0, 1), (1, 1), (220, 1), (329, 1), (331, 2), (2_200, 10)]
)
def test_reading_time_is_whole_minutes_and_at_least_one(count: int, minutes: int):
    assert reading_minutes("từ " * count) == minutes
