"""What the index holds of a text, and what stands in for a word that was mistyped."""

from datetime import datetime

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from portal.core.search.common import COMMON, mark_of, marks_of
from portal.core.search.keys import unkeyed
from portal.core.search.words import (
    MAX_LENGTH,
    SEAM,
    UNDATED,
    digest,
    document_numbers,
    indexed_words,
    periods,
)
from portal.core.text import search_forms
from tests.core.texts import anything, vietnamese

NOON = datetime(2026, 5, 20, 12, tzinfo=timezone.get_default_timezone())


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Quyết định số 3602/QĐ-UBND ngày 30/12/2022", ["3602qdubnd"]),
        ("Nghị định 42/2022/NĐ-CP của Chính phủ", ["422022ndcp"]),
        ("Quy chế 09-QC/TW", ["09qctw"]),
        ("Kế hoạch 341-KH/TU và 1742-CV/BTCTU", ["341khtu", "1742cvbtctu"]),
        ("Công văn 9567/VP-TTDLCNS.", ["9567vpttdlcns"]),
        ("Nghị quyết 51/2016/NQ-HĐND", ["512016nqhdnd"]),
        ("QĐ 204 / QĐ-UBND", ["204qdubnd"]),
        ("ngày 23/5/2026, 0,65 %, 2020-2025, A4", []),
        ("đoạn đường 10/A nhà số 5", ["10a"]),
        ("", []),
    ],
)
def test_numbers_of_documents_are_recognised(text: str, numbers: list[str]):
    assert document_numbers(text) == numbers


def test_the_columns_hold_the_words_in_order_with_a_seam_between_texts():
    words = indexed_words("Cầu Bạch Sa", ["Thông xe, 36/QĐ-UBND."], NOON)
    assert words.title == "cau bach sa"
    assert words.title_exact == "ca6u1 ba5ch sa".replace("ba5ch", "bach5")
    assert words.words == f"cau bach sa {SEAM} thong xe 36 qd ubnd {SEAM} 36qdubnd {SEAM}"
    assert words.words_exact.startswith(f"ca6u1 bach5 sa {SEAM} tho6ng xe 36 qd9 ubnd")
    assert words.marks.split()[:2] == ["D20260520", "M202605"]


def test_very_long_texts_are_cut_between_words():
    words = indexed_words("Dài", ["chữ " * MAX_LENGTH], None)
    assert len(words.words) <= MAX_LENGTH
    assert words.words.endswith(" chu")


def test_the_day_is_that_of_the_portals_clock():
    late = datetime(2026, 5, 20, 23, 30, tzinfo=timezone.get_default_timezone())
    assert periods(late.astimezone(timezone.get_fixed_timezone(0))) == ["D20260520", "M202605"]
    assert periods(None) == [UNDATED]


def test_only_common_words_leave_marks_and_each_is_no_word():
    assert marks_of(["thanh", "pho", "zzz", "dan", "cu"]) == {"thanh_pho", "dan_cu"} & {
        mark for mark in (mark_of("thanh", "pho"), mark_of("dan", "cu")) if mark
    }
    assert mark_of("zzz", "pho") is None


def test_the_list_of_common_words_is_of_folded_syllables():
    for word in COMMON:
        assert [form.folded for form in search_forms(word)] == [word]


@given(anything, st.lists(anything, max_size=3))
def test_whatever_the_texts_the_columns_are_words_one_space_apart(title: str, parts: list[str]):
    words = indexed_words(title, parts, None)
    for column in (words.title, words.title_exact, words.words, words.words_exact, words.marks):
        assert column == " ".join(column.split())
        assert not {'"', "'", "\\", "\0"} & set(column)
    assert len(words.words.split()) == len(words.words_exact.split())


@given(vietnamese, vietnamese)
def test_a_digest_tells_texts_apart(one: str, other: str):
    assert (digest(one, [other]) == digest(other, [one])) == (one == other)
    assert digest(one, [other]) != digest(one + other, [])


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("dduwowngf", "duong"),
        ("ddwowngf", "duong"),
        ("thanhf", "thanh"),
        ("phoos", "pho"),
        ("tieengs", "tieng"),
        ("vieetj", "viet"),
        ("chuwsc", "chuc"),
        ("hoaf", "hoa"),
        ("d9u7o7ng2", "duong"),
        ("tie61ng", "tieng"),
        ("ddo", "do"),
    ],
)
def test_a_word_typed_as_keys_is_understood(keys: str, word: str):
    assert word in unkeyed(keys)


@pytest.mark.parametrize("word", ["duong", "pho", "3602", ""])
def test_a_plain_word_is_not_taken_for_keys(word: str):
    assert unkeyed(word) == []
