"""What is no picture is refused in words for the editor."""

import pytest
from django.core.exceptions import ValidationError
from PIL import Image as Pillow

from portal.core.media import pictures
from tests.core.photos import encoded, photograph, png_of, upload

GIF = encoded(Pillow.new("P", (5, 5)), "GIF")
NOT_A_PICTURE = "Tệp không phải ảnh JPEG, PNG, WebP hoặc ảnh đã hỏng."


@pytest.mark.parametrize(
    ("content", "name"),
    [
        pytest.param(b"", "trong.jpg", id="empty"),
        pytest.param(b"<html><script>alert(1)</script></html>", "a.jpg", id="html"),
        pytest.param(b"GIF89a/*<script>*/=1;alert(1)//", "a.jpg", id="a script that begins as GIF"),
        pytest.param(GIF, "a.gif", id="a real GIF"),
        pytest.param(GIF, "a.jpg", id="a GIF under another name"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "a.svg", id="svg"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.png", id="svg named png"),
        pytest.param(b"\x89PNG\r\n\x1a\n<script>alert(1)</script>", "a.png", id="a fake png"),
        pytest.param(b"\xff\xd8\xff\xe0<?php ?>", "a.jpg", id="a fake jpeg"),
        pytest.param(photograph()[:200], "a.jpg", id="truncated in its head"),
        pytest.param(photograph()[:-200], "a.jpg", id="truncated in its pixels"),
        pytest.param(b"%PDF-1.7", "a.jpg", id="a pdf"),
        pytest.param(b"PK\x03\x04", "a.jpg", id="a zip file"),
        pytest.param(encoded(Pillow.new("RGB", (5, 5)), "TIFF"), "a.jpg", id="tiff"),
        pytest.param(encoded(Pillow.new("RGB", (5, 5)), "BMP"), "a.jpg", id="bmp"),
        pytest.param(encoded(Pillow.new("RGB", (16, 16)), "ICO"), "a.jpg", id="ico"),
    ],
)
def test_what_is_no_allowed_picture_is_refused(content: bytes, name: str):
    with pytest.raises(ValidationError) as error:
        pictures.reencode(upload(content, name))
    assert error.value.messages == [NOT_A_PICTURE]


@pytest.mark.parametrize(
    "size",
    [
        pytest.param((20_000, 20_000), id="many pixels"),
        pytest.param((10_000, 6_001), id="just too many"),
        pytest.param((60_000, 60_000), id="a decompression bomb"),
    ],
)
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(size: tuple[int, int]):
    with pytest.raises(ValidationError) as error:
        pictures.reencode(upload(png_of(*size), "bom.png"))
    assert error.value.messages == ["Ảnh có quá nhiều điểm ảnh (tối đa 60 triệu)."]


def test_a_picture_that_is_too_heavy_is_refused_before_it_is_opened():
    heavy = upload(b"")
    heavy.size = 16 * 2**20
    with pytest.raises(ValidationError) as error:
        pictures.reencode(heavy)
    assert error.value.messages == ["Ảnh nặng 16 MB, quá mức 15 MB. Hãy thu nhỏ ảnh rồi tải lại."]


@pytest.mark.parametrize("size", [(1, 1), (1, 3_000), (3_000, 1)])
def test_a_picture_of_a_strange_shape_is_taken(size: tuple[int, int]):
    file, _ = pictures.reencode(upload(encoded(Pillow.new("RGB", size), "PNG")))
    assert min(Pillow.open(file).size) == 1
