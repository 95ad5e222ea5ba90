"""Model fields that store text in its one form, whoever writes it."""

import pytest

from news.models import Author, Tag
from tests.factories import make_author, make_tag

pytestmark = pytest.mark.django_db

MESSY = "  Ho\u0300a\u00a0\u00a0Bi\u0300nh\u200b "


def test_a_line_is_normalised_by_a_form_or_an_action():
    assert make_author(MESSY).name == "Hòa Bình"


def test_a_line_is_normalised_when_rows_are_written_in_bulk():
    Tag.objects.bulk_create([Tag(name=MESSY, slug="hoa-binh")])
    assert Tag.objects.get().name == "Hòa Bình"


def test_a_line_is_normalised_by_an_update():
    author = make_author()
    Author.objects.filter(pk=author.pk).update(unit=MESSY)
    author.refresh_from_db()
    assert author.unit == "Hòa Bình"


def test_a_line_is_found_however_it_is_encoded():
    tag = make_tag("Hòa Bình")
    assert Tag.objects.get(name=MESSY) == tag


def test_a_nul_byte_never_reaches_the_database():
    author = make_author("Trần\x00 Khải")
    author.refresh_from_db()
    assert author.name == "Trần Khải"
