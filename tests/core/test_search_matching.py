"""What is typed into the search box, and what it finds; the same on both databases."""

import unicodedata

import pytest

from portal.core.search.models import SearchEntry
from tests.factories import make_article, make_category, make_superuser
from tests.searching import found

pytestmark = pytest.mark.django_db

TITLE = "Quyết định số 3602/QĐ-UBND về đường Hùng Vương, thành phố Hòa Bình"


@pytest.fixture(scope="module", autouse=True)
def decision(module_db) -> int:
    """Store the decision that is looked for, between others."""
    by, category = make_superuser(), make_category("Chỉ đạo")
    numbers = [
        make_article(title=title, summary="Tin.", body="<p>Chữ.</p>", by=by, category=category).pk
        for title in ("Đường Trần Phú", TITLE, "Hùng Vương dựng nước")
    ]
    return numbers[1]


@pytest.mark.parametrize(
    "typed",
    [
        "đường Hùng Vương",
        "duong hung vuong",
        "ĐƯỜNG HÙNG VƯƠNG",
        "Dường Hung vương",
        unicodedata.normalize("NFD", "đường Hùng Vương"),
        "vương hùng đường",
        "  đường\u00a0\u00a0hùng\tvương  ",
        "“đường” (Hùng) Vương!",
        "đường đường hùng vương đường",
        "hoà bình",
        "hòa bình",
        "HÒA BÌNH",
        "ｑｕｙếｔ định",
        "\u200bquyết\u200b định",
    ],
)
def test_an_item_is_found_however_its_words_are_typed(decision: int, typed: str):
    assert found(typed) == [decision]


@pytest.mark.parametrize(
    "typed",
    ["3602/QĐ-UBND", "3602 qd ubnd", "3602/qđ-ubnd", "số 3602", "3602", "QĐ-UBND 3602", "3602-QĐ"],
)
def test_a_document_is_found_by_its_number(decision: int, typed: str):
    assert found(typed) == [decision]


@pytest.mark.parametrize(
    "typed",
    ["đường Hùng Vương Hà Nội", "360", "3602a", "hungvuong", "hùn", "ùng", "quyet dinh 9999"],
)
def test_every_word_is_needed_and_needed_whole(typed: str):
    assert found(typed) == []


@pytest.mark.parametrize("typed", ["", "   ", "!?.,", '"', "''", "🎉", "\x00", "—"])
def test_nothing_is_found_by_nothing(typed: str):
    assert found(typed) == []


@pytest.mark.parametrize(
    ("typed", "finds"),
    [
        pytest.param('"đường" "hùng" "vương"', True, id="quotes"),
        pytest.param("'đường' hùng vương'", True, id="apostrophes"),
        pytest.param("đường & hùng | vương", True, id="operators of one engine"),
        pytest.param("(đường) hùng* vương:*", True, id="prefixes and brackets"),
        pytest.param("đường <-> hùng <2> vương", False, id="distances are numbers"),
        pytest.param("+đường ^hùng ~vương", True, id="signs are no operators"),
        pytest.param("đường AND hùng AND vương", False, id="AND is a word"),
        pytest.param("đường OR hùng", False, id="OR is a word"),
        pytest.param("NOT trần", False, id="NOT is a word"),
        pytest.param("NEAR(đường hùng)", False, id="NEAR is a word"),
        pytest.param("words:đường", False, id="column filters are words"),
        pytest.param("{words} : đường", False, id="column sets are words"),
        pytest.param("'; DROP TABLE search_searchentry; --", False, id="SQL"),
        pytest.param("đường%' OR '1'='1", False, id="SQL again"),
        pytest.param("%s %(x)s {0}", False, id="placeholders"),
        pytest.param("đường\x00 hùng vương", True, id="a NUL byte"),
        pytest.param("\\ \\' \\\\đường hùng vương", True, id="backslashes"),
        pytest.param("a" * 10_000, False, id="ten thousand letters"),
        pytest.param("đường " * 2_000, None, id="two thousand times one word"),
        pytest.param(" ".join(f"tu{n}" for n in range(1_500)), False, id="very many words"),
        pytest.param("漢字 đường", False, id="another script"),
        pytest.param("ß ø þ", False, id="letters without a fold"),
        pytest.param("\ud800 đường hùng vương", True, id="half a character"),
    ],
)
def test_a_hostile_query_never_fails(decision: int, typed: str, finds: bool | None):
    if finds is None:
        assert decision in found(typed)
    else:
        assert found(typed) == ([decision] if finds else [])
    assert SearchEntry.objects.count() == 3


def test_words_of_another_script_are_found_as_they_are():
    number = make_article(title="Thư pháp 漢字 và chữ Nôm").pk
    assert found("漢字") == [number]
