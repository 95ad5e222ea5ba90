"""The words of an address."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.text import vi_slug
from tests.core.texts import anything


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Đường lối đổi mới ở Thủ Đức", "duong-loi-doi-moi-o-thu-duc"),
        ("Quyết định số 3602/QĐ-UBND", "quyet-dinh-so-3602-qd-ubnd"),
        ("  “Người tốt, việc tốt”  ", "nguoi-tot-viec-tot"),
        ("Ho\u0300a Bi\u0300nh", "hoa-binh"),
        ("\u00d0à Nẵng", "da-nang"),
        ("A\u200bB", "ab"),
        ("ＣＨＵ　ＨẠ", "chu-ha"),
        ("Tin 🎉 vui", "tin-vui"),
        ("Chào漢字bạn", "chao-ban"),
    ],
)
def test_a_slug_says_the_title_in_ascii(text: str, slug: str):
    assert vi_slug(text) == slug


@pytest.mark.parametrize("text", ["", "   ", "🎉🎉", "漢字", "–!?", "\u200b"])
def test_a_title_without_letters_gets_the_default(text: str):
    assert vi_slug(text) == "bai-viet"
    assert vi_slug(text, default="tac-gia") == "tac-gia"


def test_a_long_title_is_cut_at_a_word():
    assert vi_slug("một hai ba bốn", max_length=10) == "mot-hai-ba"
    assert vi_slug("một hai ba bốn", max_length=9) == "mot-hai"


def test_a_single_word_that_is_too_long_is_cut_anywhere():
    assert vi_slug("a" * 300) == "a" * 80


@given(anything, st.integers(8, 100))
def test_a_slug_is_a_slug_and_never_too_long(text: str, max_length: int):
    slug = vi_slug(text, max_length=max_length)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= max_length


@given(anything)
def test_the_slug_of_a_slug_is_itself(text: str):
    assert vi_slug(vi_slug(text)) == vi_slug(text)
