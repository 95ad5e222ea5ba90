"""Folding: what search, slugs and the look for duplicates compare."""

import unicodedata

import pytest
from hypothesis import given

from portal.core.text import fold, sentence_count, word_count, words
from tests.core.texts import anything, vietnamese


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đường Hùng Vương, 3602/QĐ-UBND", "duong hung vuong 3602 qd ubnd"),
        ("ĐẶNG THỊ NGỌC THỊNH", "dang thi ngoc thinh"),
        ("\u00d0ường đi", "duong di"),
        ("ð ɖ đ", "d d d"),
        ("a\u200bb\u00adc", "abc"),
        ("ＵＢＮＤ　２０２６", "ubnd 2026"),
        ("ﬁnal", "final"),
        ("TP.HCM (2026)", "tp hcm 2026"),
        ("snake_case", "snake case"),
        ("🎉🎉", ""),
        ("   ", ""),
        ("", ""),
        ("1.240 m²", "1 240 m2"),
    ],
)
def test_a_text_is_folded_to_plain_words(text: str, folded: str):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("new_style", "old_style"),
    [("hoà", "hòa"), ("thuỷ", "thủy"), ("khoẻ", "khỏe"), ("quý", "qúy"), ("HOÁ", "hóa")],
)
def test_both_places_of_a_tone_mark_are_the_same_word(new_style: str, old_style: str):
    assert fold(new_style) == fold(old_style)


def test_every_vietnamese_letter_folds_to_one_ascii_letter():
    letters = "aàảãáạăằẳẵắặâầẩẫấậdđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"
    for letter in letters:
        for form in (letter, letter.upper(), unicodedata.normalize("NFD", letter)):
            assert fold(form) in "adeiouy", letter


@given(anything)
def test_folding_what_is_folded_changes_nothing(text: str):
    assert fold(fold(text)) == fold(text)


@given(vietnamese)
def test_both_encodings_fold_alike(text: str):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(vietnamese)
def test_case_and_punctuation_do_not_matter(text: str):
    assert fold(f"“{text.upper()}”!") == fold(text)


@given(vietnamese)
def test_a_folded_vietnamese_text_is_ascii(text: str):
    assert fold(text).isascii()


@given(anything)
def test_folded_text_is_words_one_space_apart(text: str):
    assert fold(text) == " ".join(fold(text).split())
    assert all(word.isalnum() for word in fold(text).split())


def test_words_keep_their_accents_and_lose_case_and_punctuation():
    assert list(words("“Đường” HÙNG-VƯƠNG, số 5.")) == ["đường", "hùng", "vương", "số", "5"]


def test_words_are_counted_as_vietnamese_writes_them():
    assert word_count("Thành phố Minh Giang – 2026!") == 5


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("  ", 0), ("Không có dấu chấm", 1), ("Một. Hai! Ba? Bốn…", 4), ("1.240 m.", 1)],
)
def test_sentences_are_counted_by_their_ends(text: str, count: int):
    assert sentence_count(text) == count
