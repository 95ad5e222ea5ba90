"""Sorting as a Vietnamese dictionary sorts, in Python and in both databases."""

import random
import re

import pytest
from hypothesis import given

from news.models import Author
from portal.core.text import sort_key
from tests.core.texts import VIETNAMESE_LETTERS, anything
from tests.factories import make_author

IN_ORDER = [
    "",
    "2 Bà Trưng",
    "10 Trần Phú",
    "a",
    "an",
    "an dương",
    "anh",
    "ăn",
    "ân",
    "ba",
    "bà",
    "bả",
    "bã",
    "bá",
    "bạ",
    "bà con",
    "cam",
    "Chu Hạ",
    "dao",
    "đao",
    "đào",
    "Đinh",
    "em",
    "êm",
    "Hòa Bình",
    "Hoà Binh B",
    "om",
    "ôm",
    "ơm",
    "Phường 2",
    "Phường 10",
    "Phường 10 A",
    "Phường An",
    "um",
    "ưm",
    "xa",
    "ya",
]


def test_texts_come_in_the_order_of_the_dictionary():
    shuffled = random.Random(1).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(shuffled, key=sort_key) == IN_ORDER


def test_the_alphabet_is_in_order():
    keys = [sort_key(letter) for letter in VIETNAMESE_LETTERS]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("base", list("aăâeêioôơuưy"))
def test_tones_come_as_they_are_taught(base: str):
    tones = [f"b{base}{tone}" for tone in ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")]
    assert [sort_key(text) for text in tones] == sorted({sort_key(text) for text in tones})


def test_a_tone_decides_only_between_texts_that_are_otherwise_equal():
    assert sort_key("bạ a") < sort_key("ba b")


def test_case_encoding_and_punctuation_do_not_matter():
    assert sort_key("ĐỨC-THẮNG") == sort_key("đu\u031b\u0301c thă\u0301ng")


@pytest.mark.parametrize(
    ("before", "after"),
    [("Phường 2", "Phường 10"), ("Tổ 9", "Tổ 009 B"), ("Tổ 007", "Tổ 10"), ("99", "100")],
)
def test_numbers_are_sorted_by_value(before: str, after: str):
    assert sort_key(before) < sort_key(after)


@given(anything)
def test_a_key_holds_only_what_every_collation_sorts_alike(text: str):
    assert re.fullmatch("[0-9a-z]*", sort_key(text))


@given(anything)
def test_a_prefix_comes_before_what_continues_it(text: str):
    assert sort_key(text) <= sort_key(f"{text} an")


@pytest.mark.django_db
def test_the_database_sorts_authors_as_python_does():
    names = [name for name in IN_ORDER if name]
    shuffled = random.Random(2).sample(names, len(names))
    for number, name in enumerate(shuffled):
        make_author(name, slug=f"tac-gia-{number}")
    assert list(Author.objects.values_list("name", flat=True)) == names
