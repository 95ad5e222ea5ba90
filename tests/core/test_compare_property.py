"""Properties of every comparison, tried on texts that nobody would write."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.core.richtext import clean_html
from portal.core.richtext.compare import compare_html, compare_text
from portal.core.text import plain_text
from tests.core.comparing import after, bare, before, faults
from tests.core.markup import dangers
from tests.core.test_richtext_property import anything, shown

WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    return WORD.findall(text)


@given(shown.map("".join), shown.map("".join), st.booleans())
@settings(max_examples=150)
def test_both_texts_can_be_read_from_their_comparison(old: str, new: str, changes_only: bool):
    old, new = clean_html(old), clean_html(new)
    compared = compare_html(old, new)
    assert words(before(compared)) == words(plain_text(old))
    assert words(after(compared)) == words(plain_text(new))
    assert faults(compare_html(old, new, changes_only=changes_only)) == []


@given(anything.map("".join), anything.map("".join))
@settings(max_examples=80)
def test_a_comparison_holds_nothing_that_clean_text_may_not(old: str, new: str):
    """Not even where what it is given was never cleaned."""
    compared = compare_html(old, new)
    assert faults(compared) == []
    assert dangers(bare(compared)) == []


lines = st.text(alphabet="ab <>&;\n\"'", max_size=30)


@given(lines, lines)
def test_plain_text_lets_no_markup_through(old: str, new: str):
    compared = compare_text(old, new)
    assert faults(compared) == []
    assert dangers(bare(compared)) == []
    assert words(before(compared).lower()) == words(old)
