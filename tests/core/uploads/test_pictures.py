"""Every hostile picture is refused in words for the editor, or stored as bare pixels."""

import io
import random
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from PIL import Image as Pillow

from portal.core.media import bare, pictures, renditions
from tests.core.photos import ORIENTATION, encoded, upload
from tests.core.uploads.files import Claimed
from tests.core.uploads.no_pictures import (
    ENDINGS,
    HTML,
    NO_PICTURE,
    SVG,
    TOO_COSTLY,
    TOO_LARGE,
)
from tests.core.uploads.pictures import HARMLESS, KINDS, MARK, jpeg_with, plain, segment

TRACES = (MARK[8:18], b"<?php", b"4711", b"Exif", b"EXIF", b"XMP", b"ICC", b"8BIM", b"PK\x03\x04")
TEXT_PARTS = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"iCCP", b"acTL")


def refusal(content: bytes, name: str = "anh.jpg") -> str:
    with pytest.raises(ValidationError) as error:
        pictures.reencode(upload(content, name))
    return str(error.value.code)


@pytest.mark.parametrize("what", NO_PICTURE)
def test_refused_as_no_picture_is(what: str):
    assert refusal(NO_PICTURE[what]()) == "not_a_picture"


@pytest.mark.parametrize("content", [SVG, HTML])
@pytest.mark.parametrize("ending", ENDINGS)
def test_the_ending_of_a_name_makes_no_picture(content: bytes, ending: str):
    assert refusal(content, f"anh.{ending}") == "not_a_picture"


@pytest.mark.parametrize("what", TOO_LARGE)
def test_refused_by_its_head_as_too_large_is(what: str, monkeypatch):
    content = TOO_LARGE[what]()
    monkeypatch.setattr(Pillow, "open", pytest.fail)
    assert refusal(content) == "too_large"


@pytest.mark.parametrize("what", TOO_COSTLY)
def test_refused_before_it_takes_much_memory_is(what: str, monkeypatch):
    content = TOO_COSTLY[what]()
    monkeypatch.setattr(Pillow.Image, "reduce", pytest.fail)
    assert refusal(content) == "too_costly"


def test_a_file_that_claims_100_mb_is_not_even_read():
    with pytest.raises(ValidationError, match="nặng 100 MB"):
        pictures.reencode(Claimed(100 * 2**20))


@pytest.mark.parametrize("what", HARMLESS)
def test_nothing_but_pixels_is_stored_of(what: str):
    file, picture = pictures.reencode(upload(HARMLESS[what]()))
    stored = file.read()
    made = [stored, *renditions.make_all(picture).values()]
    assert [trace for trace in TRACES + TEXT_PARTS for data in made if trace in data] == []
    again = Pillow.open(io.BytesIO(stored))
    assert getattr(again, "n_frames", 1) == 1
    assert len(again.getexif()) == 0
    assert again.size in {(48, 32), (16, 16)}


@pytest.mark.parametrize("what", HARMLESS)
def test_no_decoder_sees_anything_but_pixels_of(what: str):
    kept = bare.strip(HARMLESS[what]()).data
    assert [trace for trace in TRACES + TEXT_PARTS if trace in kept] == []


@pytest.mark.parametrize("kind", KINDS)
def test_bytes_that_differ_at_random_are_refused_or_made_harmless(kind: str):
    chance = random.Random(4711)
    for _ in range(120):
        content = bytearray(plain(kind))
        for _ in range(chance.choice((1, 1, 2, 8))):
            content[chance.randrange(len(content))] = chance.randrange(256)
        with suppress(ValidationError):
            file, _ = pictures.reencode(upload(bytes(content)))
            assert Pillow.open(file).format in KINDS


def test_notes_of_a_camera_may_be_any_nonsense():
    chance = random.Random(4711)
    exif = Pillow.Exif()
    exif[ORIENTATION] = 1
    exif.get_ifd(0x8769)[0x9003] = "2026:05:20 09:30:00"
    good = exif.tobytes().removeprefix(b"Exif\0\0")
    for _ in range(150):
        notes = bytearray(good)
        for _ in range(4):
            notes[chance.randrange(len(notes))] = chance.randrange(256)
        file = upload(jpeg_with(segment(0xE1, b"Exif\0\0" + notes)))
        pictures.reencode(file)
        pictures.taken_on(file)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_as_its_camera_was(orientation: int):
    exif = Pillow.Exif()
    exif[ORIENTATION] = orientation
    source = Pillow.new("L", (64, 32), 0)
    source.paste(255, (0, 0, 32, 16))  # light at the top left
    source.paste(120, (32, 0, 64, 16))  # grey at the top right
    picture, _ = pictures.open_picture(upload(encoded(source, exif=exif)))
    right, low = picture.width - 5, picture.height - 5
    pixels = picture.tobytes()
    places = ((4, 4), (right, 4), (4, low), (right, low))
    corners = [round(pixels[y * picture.width + x] / 120) for x, y in places]
    turned = {
        1: [2, 1, 0, 0],
        2: [1, 2, 0, 0],
        3: [0, 0, 1, 2],
        4: [0, 0, 2, 1],
        5: [2, 0, 1, 0],
        6: [0, 2, 0, 1],
        7: [0, 1, 0, 2],
        8: [1, 0, 2, 0],
    }
    assert corners == turned[orientation]
    assert picture.size == ((64, 32) if orientation < 5 else (32, 64))


def test_sixteen_bits_of_grey_keep_their_shades():
    source = Pillow.new("I;16", (8, 8), 128 * 256)
    picture, _ = pictures.open_picture(upload(encoded(source, "PNG")))
    assert picture.getpixel((4, 4)) == 128


@pytest.mark.parametrize("size", [(1, 60_000), (60_000, 1), (1, 1)])
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_line_has_renditions_too(size: tuple[int, int], kind: str):
    file, picture = pictures.reencode(upload(encoded(Pillow.new("RGB", size), kind)))
    made = renditions.make_all(picture)
    assert max(picture.size) <= pictures.MAX_HEIGHT
    for data in made.values():
        assert min(Pillow.open(io.BytesIO(data)).size) == 1


def test_a_palette_is_blended_when_it_is_made_smaller():
    stripes = Pillow.new("1", (3000, 40))
    for x in range(0, 3000, 2):
        stripes.paste(1, (x, 0, x + 1, 40))
    picture, _ = pictures.open_picture(upload(encoded(stripes.convert("P"), "PNG")))
    shades = {value for _, value in picture.convert("L").getcolors() or []}
    assert shades - {0, 255}
