"""Wrong input to the forms of authors, tags, categories and pictures."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from categories.models import Category
from news.models import Author, Tag
from portal.core.media.models import Image
from tests.factories import (
    make_author,
    make_category,
    make_tag,
    picture_file,
)
from tests.news.desk_forms import Form, assert_kept, assert_refused, page, send

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]


@pytest.mark.every_database
@pytest.mark.parametrize("spelling", ["nước sạch", "Nước Sạch", "nuoc sach", "nước  sạch"])
def test_a_tag_that_exists_already_is_refused_in_any_spelling(desk, spelling):
    make_tag("nước sạch")
    form = assert_refused(send(desk, page("news_tag"), name=spelling), "name")
    assert_kept(form, name=spelling)
    assert Tag.objects.count() == 1


@pytest.mark.parametrize("name", ["", "   ", "a\x00b", "dài " * 30])
def test_a_tag_needs_a_name_that_can_be_stored(desk, name):
    assert_refused(send(desk, page("news_tag"), name=name), "name")


@pytest.mark.every_database
def test_two_authors_do_not_share_an_address(desk):
    make_author("Vũ Thu Phương")
    typed = {"name": "Vũ Thu Phường", "unit": "Đài truyền thanh"}
    form = assert_refused(send(desk, page("news_author"), **typed), "slug")
    assert_kept(form, **typed)
    assert Author.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", ""),
        ("name", "dài " * 60),
        ("pen_name", "a\x00b"),
        ("slug", "thu phương"),
        pytest.param("user", "987654321", marks=pytest.mark.every_database),
        ("photo", "987654321"),
    ],
)
def test_a_mistake_in_an_author_is_named_at_its_field(desk, field, text):
    typed = {"name": "Vũ Thu Phương", "unit": "Đài truyền thanh", field: text}
    form = assert_refused(send(desk, page("news_author"), **typed), field)
    assert_kept(form, unit="Đài truyền thanh")
    assert not Author.objects.exists()


@pytest.mark.every_database
def test_two_categories_do_not_share_an_address(desk):
    taken = make_category("Đô thị")
    typed = {"name": "Đô thị của tôi", "slug": taken.slug, "description": "Câu đã gõ."}
    form = assert_refused(send(desk, page("categories_category"), **typed), "slug")
    assert_kept(form, **typed)


def test_a_category_is_not_its_own_ancestor(desk):
    top = make_category("Đô thị")
    child = make_category("Cấp nước", parent=top)
    for parent in (top, child):
        url = page("categories_category", top.pk)
        form = assert_refused(send(desk, url, parent=str(parent.pk), name="Tên mới"), "parent")
        assert_kept(form, parent=[str(parent.pk)], name="Tên mới")
    assert Category.objects.get(pk=top.pk).parent is None


def test_a_fourth_level_of_categories_is_refused(desk):
    deepest = make_category("Cấp ba", parent=make_category("Hai", parent=make_category("Một")))
    typed = {"name": "Cấp bốn", "parent": str(deepest.pk)}
    form = assert_refused(send(desk, page("categories_category"), **typed), "parent")
    assert_kept(form, name="Cấp bốn", parent=[str(deepest.pk)])


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", ""),
        ("name", "a\x00b"),
        ("name", "dài " * 60),
        ("slug", "đô thị"),
        ("position", "abc"),
        ("position", "-1"),
        pytest.param("position", "9" * 30, marks=pytest.mark.every_database),
        ("parent", "987654321"),
        ("description", "dài " * 100),
    ],
)
def test_a_mistake_in_a_category_is_named_at_its_field(desk, field, text):
    typed = {"name": "Đô thị", "short_name": "Phố", field: text}
    form = assert_refused(send(desk, page("categories_category"), **typed), field)
    assert_kept(form, short_name="Phố")


def _picture(**typed: Any) -> dict[str, Any]:
    words = {"alt": "Cầu dây văng bắc qua sông", "credit": "Minh Quang", "caption": "Cầu Bạch Sa"}
    return {"file": picture_file(), **words, **typed}


BROKEN = {
    "text with the name of a picture": SimpleUploadedFile("anh.jpg", b"khong phai anh"),
    "half a picture": SimpleUploadedFile("anh.jpg", picture_file().read()[:400]),
    "page with script": SimpleUploadedFile("anh.png", b"<svg onload=alert(1)>"),
    "picture of another format": picture_file("GIF", name="anh.jpg"),
    "empty file": SimpleUploadedFile("anh.jpg", b""),
    "nothing": "",
}


@pytest.mark.parametrize("upload", BROKEN.values(), ids=BROKEN)
def test_an_upload_that_is_no_picture_is_refused_at_the_field(desk, upload):
    if upload:
        upload.seek(0)
    form = assert_refused(send(desk, page("media_image"), **_picture(file=upload)), "file")
    assert_kept(form, alt="Cầu dây văng bắc qua sông", credit="Minh Quang", caption="Cầu Bạch Sa")
    assert not Image.objects.exists()


@pytest.mark.parametrize("alt", ["IMG_0042.JPG", "cau-moi.webp", "anh cau.png", " a.jpeg "])
def test_a_file_name_is_no_description_of_a_picture(desk, alt):
    form = assert_refused(send(desk, page("media_image"), **_picture(alt=alt)), "alt")
    assert "bằng lời" in form.errors["alt"][0]
    assert_kept(form, alt=alt, caption="Cầu Bạch Sa")


@pytest.mark.parametrize(
    ("field", "text"),
    [("alt", ""), ("credit", ""), ("focal_x", "101"), ("focal_y", "-1"), ("caption", "a\x00b")],
)
def test_a_mistake_beside_a_picture_is_named_at_its_field(desk, field, text):
    assert_refused(send(desk, page("media_image"), **_picture(**{field: text})), field)


def test_a_good_picture_passes_the_same_form(desk):
    answer = send(desk, page("media_image"), **_picture())
    assert answer.status_code == 302, Form(answer).errors
    assert Image.objects.get().alt == "Cầu dây văng bắc qua sông"
