"""Checks of pictures, lead picture and texts."""

import pytest

from portal.core.media.models import Image
from tests.checks.looking import found

STEM = "anh/2026/05/0123456789abcdef"
SRC = f"/media/{STEM}-640.webp"


def picture(**fields: object) -> dict[int | str, Image]:
    """Return the library with one picture in it, under its number and its stem."""
    image = Image(pk=7, file=f"{STEM}.webp", width=640, height=480, **fields)
    return {7: image, STEM: image}


def figure(alt: str = "", caption: str = "") -> str:
    """Return a picture as it stands in a text."""
    return f'<figure><img src="{SRC}" alt="{alt}"><figcaption>{caption}</figcaption></figure>'


@pytest.mark.parametrize(
    ("alt", "library", "is_found"),
    [
        ("Cầu dây văng", picture(), False),
        ("", picture(alt="Cầu dây văng"), True),
        ("", picture(is_decorative=True), False),
        ("", {}, True),
        ("  ", picture(), True),
        ("x", {}, False),
    ],
)
def test_pictures_in_texts_need_words_or_are_decoration(alt, library, is_found):
    findings = found("picture-alt", body=figure(alt), pictures=library)
    assert bool(findings) is is_found
    assert {finding.field for finding in findings} <= {"body"}


@pytest.mark.parametrize(
    ("fields", "is_found"),
    [
        ({"alt": "Cầu"}, False),
        ({"is_decorative": True}, False),
        ({}, True),
    ],
)
def test_the_lead_picture_needs_them_too(fields, is_found):
    findings = found("picture-alt", lead_image_id=7, pictures=picture(**fields))
    assert [finding.field for finding in findings] == ["lead_image"] * is_found


def test_an_article_without_pictures_lacks_none():
    assert not found("picture-alt", body="<p>Chữ.</p>")
    assert not found("picture-words", body="<p>Chữ.</p>")


@pytest.mark.parametrize(
    ("caption", "library", "lacking"),
    [
        ('Lễ khởi công. <span class="credit">Ảnh: Minh Quang</span>', {}, ""),
        ("Lễ khởi công. Ảnh: Minh Quang", {}, ""),
        ("Lễ khởi công.", {}, "người chụp, nguồn ảnh"),
        ("", {}, "chú thích và người chụp, nguồn ảnh"),
        ("", picture(is_decorative=True), ""),
        ("Nguồn: Báo Minh Giang", {}, ""),
    ],
)
def test_pictures_in_texts_need_caption_and_credit(caption, library, lacking):
    findings = found("picture-words", body=figure("Cầu", caption), pictures=library)
    assert [lacking] * bool(lacking) == [
        finding.problem.removeprefix("Ảnh trong nội dung thiếu ").rstrip(".")
        for finding in findings
    ]


@pytest.mark.parametrize(
    ("fields", "is_found"),
    [
        ({"caption": "Cầu.", "credit": "Minh Quang"}, False),
        ({"caption": "Cầu."}, True),
        ({"credit": "Minh Quang"}, True),
        ({"is_decorative": True}, False),
    ],
)
def test_the_lead_picture_needs_caption_and_credit(fields, is_found):
    assert bool(found("picture-words", lead_image_id=7, pictures=picture(**fields))) is is_found
