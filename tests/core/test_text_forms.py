"""The two codes by which words are indexed and searched for."""

import unicodedata

import pytest
from hypothesis import given

from portal.core.text import Form, fold, search_forms
from tests.core.texts import anything, vietnamese


@pytest.mark.parametrize(
    ("word", "folded", "exact"),
    [
        ("đường", "duong", "d9u7o7ng1"),
        ("ma", "ma", "ma"),
        ("mà", "ma", "ma1"),
        ("mả", "ma", "ma2"),
        ("mã", "ma", "ma3"),
        ("má", "ma", "ma4"),
        ("mạ", "ma", "ma5"),
        ("ẩn", "an", "a6n2"),
        ("ẳng", "ang", "a8ng2"),
        ("ĐẶNG", "dang", "d9a8ng5"),
        ("\u00d0ảng", "dang", "d9ang2"),
        ("ＵＢＮＤ", "ubnd", "ubnd"),
        ("3602", "3602", "3602"),
        ("漢字", "漢字", "漢字"),
    ],
)
def test_a_word_has_a_loose_and_an_exact_code(word: str, folded: str, exact: str):
    assert search_forms(word) == [Form(folded, exact)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hòa", "hoà"),
        ("thủy", "thuỷ"),
        ("khỏe", "khoẻ"),
        ("kỹ", "kĩ"),
        ("lý", "lí"),
        ("mỹ", "mĩ"),
        ("tỷ", "tỉ"),
        ("sỹ", "sĩ"),
        ("hy", "hi"),
        ("quý", "quí"),
        ("qúy", "quý"),
        ("kĩ thuật", "kỹ thuật"),
    ],
)
def test_two_spellings_of_a_word_have_the_same_codes(one: str, other: str):
    assert search_forms(one) == search_forms(other)


@pytest.mark.parametrize(
    ("one", "other"), [("vy", "vi"), ("thúy", "thúi"), ("uỷ", "ủi"), ("dy", "di"), ("ny", "ni")]
)
def test_y_is_another_letter_where_it_makes_another_word(one: str, other: str):
    assert search_forms(one)[0].folded != search_forms(other)[0].folded


@given(anything)
def test_every_word_has_a_form_and_forms_are_words(text: str):
    for form in search_forms(text):
        assert form.folded
        assert not {" ", '"', "'", "\\"} & {*form.folded, *form.exact}


@given(anything)
def test_forms_do_not_depend_on_the_encoding(text: str):
    composed = unicodedata.normalize("NFC", text)
    assert search_forms(unicodedata.normalize("NFD", composed)) == search_forms(composed)


@given(vietnamese)
def test_forms_are_ascii_and_one_for_each_word(text: str):
    forms = search_forms(text)
    assert len(forms) == len(text.split())
    assert all(form.folded.isascii() and form.exact.isascii() for form in forms)


@given(vietnamese)
def test_folded_forms_find_what_is_typed_without_accents(text: str):
    assert [f.folded for f in search_forms(fold(text))] == [f.folded for f in search_forms(text)]
