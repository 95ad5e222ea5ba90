"""Synonyms: what editors write is what a query finds, in one database query."""

import re
from importlib import import_module

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from portal.core.search.models import Synonym, SynonymPhrase
from portal.core.search.phrases import MAX_WORDS, check
from portal.core.search.synonyms import CONSIDERED, expansions
from portal.core.text import fold, words
from portal.core.workflow.actions import StaleVersion

pytestmark = pytest.mark.django_db

SHIPPING = "0009_ship_abbreviations"
shipping = import_module(f"portal.core.search.migrations.{SHIPPING}")

SYLLABLE = re.compile(
    "(b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)?"
    "([aeiou]{1,3}y?(c|ch|m|n|ng|nh|p|t)?)|[hklmqst]y"
)


@pytest.fixture
def no_sets(db):
    """Begin without the sets that are shipped."""
    Synonym.objects.all().delete()


def make_set(*phrases: str, **fields) -> Synonym:
    return Synonym.objects.create(phrases="\n".join(phrases), **fields)


def found(query: str, *, with_accents: bool = False) -> dict[str, tuple[str, ...]]:
    """Return what else the stretches of a query mean, by their folded words."""
    folded = fold(query).split()
    typed = list(words(query)) if with_accents else ()
    return {
        " ".join(folded[start:end]): texts
        for (start, end), texts in expansions(folded, typed=typed).items()
    }


# Finding -----------------------------------------------------------------------------------


def test_an_abbreviation_is_found_by_what_it_stands_for_and_the_other_way_round(no_sets):
    make_set("UBND", "Ủy ban nhân dân")
    assert found("UBND xã An Bình") == {"ubnd": ("Ủy ban nhân dân",)}
    assert found("trụ sở ủy ban nhân dân") == {"uy ban nhan dan": ("UBND",)}


def test_accents_and_case_make_no_difference_to_folded_words(no_sets):
    make_set("GPMB", "giải phóng mặt bằng")
    assert found("Giai PHONG mat bang") == {"giai phong mat bang": ("GPMB",)}


def test_a_phrase_of_two_sets_means_both_in_the_order_of_the_sets(no_sets):
    make_set("BCH", "Ban Chấp hành")
    make_set("BCH", "Ban Chỉ huy", "ban chấp hành")
    assert found("bch xã") == {"bch": ("Ban Chấp hành", "Ban Chỉ huy")}


def test_the_longest_stretch_wins(no_sets):
    make_set("UBND", "Ủy ban nhân dân")
    make_set("CT UBND", "Chủ tịch UBND", "người đứng đầu")
    assert found("chủ tịch ubnd") == {"chu tich ubnd": ("CT UBND", "người đứng đầu")}


def test_stretches_that_overlap_in_part_are_both_kept(no_sets):
    make_set("một cửa", "trung tâm hành chính")
    make_set("cửa hàng", "cửa hiệu")
    assert set(found("một cửa hàng")) == {"mot cua", "cua hang"}


def test_a_stretch_that_occurs_twice_is_found_twice(no_sets):
    make_set("TP", "thành phố")
    assert set(expansions(["tp", "va", "tp"])) == {(0, 1), (2, 3)}


def test_a_set_that_is_switched_off_is_not_used(no_sets):
    make_set("TP", "thành phố", is_active=False)
    assert found("TP") == {}


def test_a_word_typed_with_other_accents_is_another_word(no_sets):
    make_set("sổ đỏ", "GCNQSDĐ")
    assert found("sơ đồ", with_accents=True) == {}
    for query in ("sổ đỏ", "Sổ Đỏ", "so do", "sổ do"):
        assert set(found(query, with_accents=True)) == {"so do"}


def test_both_places_of_a_tone_are_the_same_accents(no_sets):
    make_set("hoà giải", "hòa giải cơ sở")
    assert set(found("hòa giải", with_accents=True)) == {"hoa giai"}


@pytest.mark.parametrize("count", [1, 8, 30, 200])
def test_a_query_of_any_length_costs_one_database_query(django_assert_num_queries, count):
    with django_assert_num_queries(1):
        expansions(["ubnd"] * count)


def test_no_words_cost_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert expansions([]) == {}


def test_words_far_behind_are_not_looked_at(no_sets):
    make_set("TP", "thành phố")
    assert expansions([*["x"] * CONSIDERED, "tp"]) == {}
    assert expansions([*["x"] * (CONSIDERED - 1), "tp"]) == {(29, 30): ("thành phố",)}


class AnyQuery(TestCase):
    """Whatever readers type."""

    @given(st.lists(st.sampled_from(["ubnd", "chu", "tich", "mot", "cua", "x", "'", "%"])))
    def test_no_stretch_lies_within_another(self, query):
        stretches = expansions(query)
        for start, end in stretches:
            assert 0 <= start < end <= min(len(query), CONSIDERED)
            assert end - start <= MAX_WORDS
            others = stretches.keys() - {(start, end)}
            assert not any(s <= start and end <= e for s, e in others)

    @given(st.text(max_size=60), st.text(max_size=60))
    def test_any_two_lines_are_stored_or_refused(self, one, other):
        row = Synonym(phrases=f"{one}\n{other}")
        try:
            row.save()
        except ValidationError:
            assert row._state.adding
            return
        for key in row.keys.all():
            assert key.folded == fold(key.text)
            assert (0, len(key.folded.split())) in expansions(key.folded.split())


# Storing -----------------------------------------------------------------------------------


def test_the_keys_follow_the_lines(no_sets):
    row = make_set("UBND", "Ủy ban nhân dân")
    row.phrases = "  UBND \r\n\r\nuỷ  ban nhân dân\nủy ban\n"
    row.save()
    assert row.phrases == "UBND\nuỷ ban nhân dân\nủy ban"
    keys = list(SynonymPhrase.objects.order_by("pk").values_list("folded", "text"))
    assert keys == [
        ("ubnd", "UBND"),
        ("uy ban nhan dan", "uỷ ban nhân dân"),
        ("uy ban", "ủy ban"),
    ]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("UBND", "ít nhất 2 dòng"),
        ("\n".join(f"cụm {n}" for n in range(13)), "nhiều nhất 12 dòng"),
        ("UBND\n...", "“...” không có chữ cái"),
        ("UBND\nu b n d e f g h i", "nhiều nhất 8 tiếng"),
        (f"UBND\n{'a' * 81}", "nhiều nhất 80 chữ cái"),
        ("UBND\n" + "\ufdfa" * 8, "nhiều nhất 80 chữ cái"),
        ("Ủy ban\nUBND\nuy-ban", "“uy-ban” và dòng “Ủy ban” là một khi bỏ dấu"),
    ],
)
def test_lines_that_cannot_be_a_set_are_refused_with_the_line(no_sets, lines, message):
    with pytest.raises(ValidationError, match=message):
        Synonym(phrases=lines).full_clean()
    with pytest.raises(ValidationError):
        Synonym(phrases=lines).save()
    assert not Synonym.objects.exists()


def test_every_mistake_is_named_at_once(no_sets):
    with pytest.raises(ValidationError) as refusal:
        Synonym(phrases=f"TP\ntp\n!!\n{'b' * 90}").full_clean()
    assert len(refusal.value.message_dict["phrases"]) == 3


def test_a_colleagues_save_is_not_written_over(no_sets):
    row = make_set("TP", "thành phố")
    mine, theirs = Synonym.objects.get(pk=row.pk), Synonym.objects.get(pk=row.pk)
    theirs.phrases = "TP\nthành phố\nđô thị"
    theirs.save()
    mine.phrases = "TP\nđô thành"
    with pytest.raises(StaleVersion):
        mine.save()
    assert Synonym.objects.get().phrases == theirs.phrases
    assert SynonymPhrase.objects.count() == 3


def test_a_deleted_set_takes_its_keys_along(no_sets):
    make_set("TP", "thành phố").delete()
    assert not SynonymPhrase.objects.exists()


# What is shipped ---------------------------------------------------------------------------


def test_a_new_portal_knows_the_abbreviations_of_officials():
    assert Synonym.objects.count() == len(shipping.DEFAULTS) >= 70
    assert found("ubnd") == {"ubnd": ("Ủy ban nhân dân",)}
    assert found("bch") == {"bch": ("Ban Chấp hành", "Ban Chỉ huy")}
    assert "bộ phận một cửa" in found("trung tâm phục vụ hành chính công").popitem()[1]


def test_what_is_shipped_could_have_been_typed():
    for row in Synonym.objects.all():
        row.full_clean()
        texts = [phrase.text for phrase in check(row.phrases, least=2, most=12)]
        assert texts == list(row.keys.order_by("pk").values_list("text", flat=True))
        assert row.search_words == fold(row.phrases)


def test_no_shipped_abbreviation_reads_like_a_word_once_accents_are_gone():
    folded = SynonymPhrase.objects.values_list("folded", flat=True)
    assert [key for key in folded if SYLLABLE.fullmatch(key)] == []
    assert SYLLABLE.fullmatch("tu")
    assert SYLLABLE.fullmatch("du")


def test_the_shipped_sets_are_taken_back_and_brought_again_without_those_that_people_changed():
    own = Synonym.objects.get(phrases__startswith="GPMB")
    own.phrases, own.is_active = "GPMB\ngiải tỏa", False
    own.save()
    editor = connection.schema_editor()
    apps = MigrationLoader(connection).project_state(("search", SHIPPING)).apps
    shipping.take_back(apps, editor)
    assert list(Synonym.objects.all()) == [own]
    shipping.ship(apps, editor)
    shipping.ship(apps, editor)
    assert Synonym.objects.filter(phrases__startswith="GPMB").get() == own
    assert Synonym.objects.get(pk=own.pk).phrases == "GPMB\ngiải tỏa"
    assert Synonym.objects.count() == SynonymPhrase.objects.values("synonym").distinct().count()
