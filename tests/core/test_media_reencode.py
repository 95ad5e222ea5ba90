"""A picture is encoded anew at upload; only its pixels come through."""

import io

import pytest
from PIL import Image as Pillow

from portal.core.media import pictures
from tests.core.photos import encoded, photograph, upload


def reencoded(content: bytes, name: str = "anh.jpg") -> tuple[Pillow.Image, bytes, str]:
    file, _ = pictures.reencode(upload(content, name))
    stored = file.read()
    return Pillow.open(io.BytesIO(stored)), stored, file.name or ""


def channel(picture: Pillow.Image, place: tuple[int, int], number: int) -> int:
    """Return red, green, blue or opacity (0 to 3) of one pixel."""
    return picture.convert("RGBA").tobytes()[(place[1] * picture.width + place[0]) * 4 + number]


def test_nothing_is_left_of_where_and_by_whom_it_was_taken():
    picture, stored, _ = reencoded(photograph())
    assert len(picture.getexif()) == 0
    for trace in (b"Exif", b"rieng tu", "ông Bảo".encode(), b"ICC_PROFILE", b"http://ns.adobe"):
        assert trace not in stored


def test_a_png_loses_its_texts():
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Author", "Nguyễn Văn A")
    _, stored, _ = reencoded(encoded(Pillow.new("RGB", (9, 9)), "PNG", pnginfo=notes), "a.png")
    assert b"tEXt" not in stored
    assert b"iTXt" not in stored


def test_a_webp_loses_its_metadata():
    exif = Pillow.Exif()
    exif[0x010F] = "máy"
    content = encoded(Pillow.new("RGB", (9, 9)), "WEBP", exif=exif)
    picture, _, _ = reencoded(content, "a.webp")
    assert len(picture.getexif()) == 0


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_was_appended_to_a_picture_is_cut_off(kind: str):
    content = encoded(Pillow.new("RGB", (20, 20)), kind) + b"<?php system($_GET[0]); ?>PK\x03\x04"
    _, stored, _ = reencoded(content)
    assert b"<?php" not in stored
    assert b"PK\x03\x04" not in stored


@pytest.mark.parametrize(
    ("orientation", "size", "red_corner"),
    [
        (1, (60, 40), (5, 20)),
        (3, (60, 40), (55, 20)),
        (6, (40, 60), (20, 5)),
        (8, (40, 60), (20, 55)),
    ],
)
def test_a_photograph_is_turned_the_right_way_up(
    orientation: int, size: tuple[int, int], red_corner: tuple[int, int]
):
    picture, _, _ = reencoded(photograph(orientation=orientation))
    assert picture.size == size
    assert channel(picture, red_corner, 0) > channel(picture, red_corner, 2)


@pytest.mark.parametrize(("kind", "ending"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")])
def test_the_content_decides_the_ending_and_not_the_name(kind: str, ending: str):
    content = encoded(Pillow.new("RGB", (9, 9)), kind)
    picture, _, name = reencoded(content, "lua.html")
    assert name.endswith(f".{ending}")
    assert picture.format == kind


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("JPEG", "L"),
        ("JPEG", "CMYK"),
        ("PNG", "1"),
        ("PNG", "P"),
        ("PNG", "LA"),
        ("PNG", "RGBA"),
        ("PNG", "I;16"),
        ("WEBP", "RGBA"),
    ],
)
def test_every_kind_of_pixel_is_taken(kind: str, mode: str):
    picture, _, _ = reencoded(encoded(Pillow.new(mode, (12, 8)), kind))
    assert picture.size == (12, 8)


def test_transparency_stays():
    picture, _, _ = reencoded(encoded(Pillow.new("RGBA", (8, 8), (0, 0, 0, 0)), "PNG"))
    assert channel(picture, (4, 4), 3) == 0


def test_a_palette_with_a_transparent_colour_stays_transparent():
    source = Pillow.new("P", (8, 8), 0)
    source.putpalette([255, 255, 255, 0, 0, 0])
    picture, _, _ = reencoded(encoded(source, "PNG", transparency=0))
    assert channel(picture, (4, 4), 3) == 0


def test_a_huge_picture_is_kept_no_wider_than_needed():
    picture, _, _ = reencoded(encoded(Pillow.new("RGB", (3000, 1500)), quality=20))
    assert picture.size == (pictures.MAX_WIDTH, pictures.MAX_WIDTH // 2)


def test_a_small_picture_is_not_enlarged():
    picture, _, _ = reencoded(encoded(Pillow.new("RGB", (100, 50))))
    assert picture.size == (100, 50)


def test_only_the_first_picture_of_an_animation_is_kept():
    frames = [Pillow.new("RGB", (8, 8), colour) for colour in ((255, 0, 0), (0, 255, 0))]
    content = encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:])
    picture, _, _ = reencoded(content)
    assert getattr(picture, "n_frames", 1) == 1
