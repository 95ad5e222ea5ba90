"""Words that nobody has written, and the ones that were meant."""

import pytest

from portal.core.search import vocabulary
from portal.core.search.find import understood
from portal.core.search.models import SearchWord
from portal.core.search.query import parse
from portal.core.search.spelling import corrected, spelled
from tests.factories import make_article, make_category, make_superuser

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def articles(module_db) -> None:
    """Words, some of them in several articles."""
    by, category = make_superuser(), make_category("Zzz")
    for title in ("Sửa đường Hùng Vương", "Đường Hùng Vương thông xe", "Phố Hàng Chiếu", "Bể bơi"):
        make_article(by=by, category=category, title=title, summary="Zzz.", body="<p>Zzz.</p>")
    vocabulary.recount()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("duonh", "duong"),
        ("đuonng", "duong"),
        ("hugn vuong", "hung vuong"),
        ("hng", "hung"),
        ("dduwowngf hungf vuowng", "duong hung vuong"),
        ("d9u7o7ng2", "duong"),
        ("duong xyzxyz", "duong"),
    ],
)
def test_a_misspelt_word_is_replaced_by_the_one_that_was_meant(typed: str, meant: str):
    better = corrected(parse(typed))
    assert better is not None
    assert " ".join(better.words) == meant


@pytest.mark.parametrize("typed", ["duong", "hung vuong", "3602", "xyzxyz", "漢字", "q" * 60])
def test_where_nothing_is_wrong_or_nothing_is_near_nothing_is_proposed(typed: str):
    assert corrected(parse(typed)) is None


@pytest.mark.parametrize("typed", ["duonh qa qb qc", "qax qbx qcx qdx qex qfx qgx qhx"])
def test_what_is_no_language_at_all_costs_one_query(django_assert_num_queries, typed: str):
    with django_assert_num_queries(1):
        assert corrected(parse(typed)) is None


def test_a_word_that_stands_in_one_article_only_may_be_a_mistake_itself():
    assert vocabulary.nearest("bei") is None
    assert vocabulary.nearest("duog") == "duong"


def test_words_are_spelled_as_the_texts_spell_them():
    texts = ["Sửa đường Hùng Vương, con đương nào", "Đường Hùng Vương; anh hùng, vượng khí"]
    assert spelled(parse("duong hung vuong"), texts) == "đường hùng vương"


def test_a_word_that_no_text_has_stays_as_it_was_typed():
    assert spelled(parse("duong zzz"), ["Đường"]) == "đường zzz"


def test_the_ends_of_a_word_come_with_the_most_frequent_first():
    assert vocabulary.completions("h") == ["hung", "hang"]
    assert vocabulary.completions("hang") == ["hang"]
    assert vocabulary.completions("q") == []


def test_words_of_a_new_article_are_known_at_once():
    make_article(title="Khai trương quảng trường")
    assert vocabulary.completions("quan") == ["quang"]


def test_numbers_and_very_long_words_are_no_words():
    make_article(title=f"Số 3602 {'a' * 40} b2b")
    assert not SearchWord.objects.filter(folded__in=["3602", "a" * 40, "b2b"]).exists()


def test_a_rare_word_makes_a_query_rare():
    shares = [understood(text).share for text in ("zzz", "duong", "duong pho", "pho", "khongco")]
    assert shares == [1.0, 0.5, 0.25, 0.25, 0.0]
