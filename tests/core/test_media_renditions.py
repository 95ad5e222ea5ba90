"""The renditions of a picture and what pages say about them."""

from unittest.mock import Mock

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from PIL import Image as Pillow

from portal.core.media import actions, pictures, renditions
from portal.core.media.models import Image
from tests.core.photos import encoded, upload
from tests.factories import make_image, make_superuser

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]


def stored_image(width: int, height: int) -> Image:
    image = Image(alt="Sông", credit="Minh Quang")
    content = encoded(Pillow.new("RGB", (width, height)))
    actions.store(image, by=make_superuser(), upload=upload(content))
    return image


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (100, [100]),
        (320, [320]),
        (321, [320, 321]),
        (640, [320, 480, 640]),
        (1_000, [320, 480, 800, 1_000]),
        (1_200, [320, 480, 800, 1_200]),
        (1_201, [320, 480, 800, 1_200]),
        (2_400, [320, 480, 800, 1_200]),
    ],
)
def test_renditions_are_never_wider_than_the_picture(width: int, widths: list[int]):
    assert renditions.widths_of(width) == widths


def test_every_rendition_that_a_page_names_is_stored():
    image = stored_image(500, 250)
    for part in image.srcset.split(", "):
        url, width = part.split(" ")
        name = url.removeprefix(settings.MEDIA_URL)
        with default_storage.open(name) as file, Pillow.open(file) as picture:
            assert picture.format == "WEBP"
            assert f"{picture.width}w" == width
            assert picture.height == picture.width // 2


def test_the_source_set_names_each_width_once():
    image = stored_image(500, 250)
    assert [part.split(" ")[1] for part in image.srcset.split(", ")] == ["320w", "480w", "500w"]


@pytest.mark.parametrize(("width", "shown"), [(200, 200), (500, 500), (900, 800), (1_500, 800)])
def test_the_plain_address_is_that_of_a_middling_rendition(width: int, shown: int):
    assert stored_image(width, 20).src.endswith(f"-{shown}.webp")


def speckled(width: int, height: int) -> Pillow.Image:
    """Return something like a photograph: soft shapes with grain."""
    grain = Pillow.effect_noise((width, height), 30)
    shapes = Pillow.radial_gradient("L").resize((width, height))
    return Pillow.merge("RGB", [Pillow.blend(shapes, grain, part) for part in (0.3, 0.4, 0.5)])


def test_a_photograph_is_served_in_the_lighter_format_too():
    image = Image(alt="Sông", credit="Minh Quang")
    actions.store(image, by=make_superuser(), upload=upload(encoded(speckled(500, 250))))
    assert image.has_avif
    for light, webp in zip(image.avif_srcset.split(", "), image.srcset.split(", "), strict=True):
        names = [part.split(" ")[0].removeprefix(settings.MEDIA_URL) for part in (light, webp)]
        with default_storage.open(names[0]) as file, Pillow.open(file) as picture:
            assert picture.format == "AVIF"
            assert f"{picture.width}w" == light.split(" ")[1] == webp.split(" ")[1]
        assert default_storage.size(names[0]) < default_storage.size(names[1])


def test_what_the_lighter_format_makes_no_lighter_stays_without(monkeypatch):
    monkeypatch.setattr(renditions, "AVIF_MUST_SAVE", 0.99)
    image = stored_image(500, 250)
    assert image.avif_srcset == ""
    folder = default_storage.listdir(image.file.name.rpartition("/")[0])[1]
    assert not [name for name in folder if name.endswith(".avif")]


@pytest.mark.parametrize("is_lost", [False, True])
def test_the_same_file_is_not_encoded_twice_while_its_renditions_are_there(monkeypatch, is_lost):
    content = encoded(speckled(500, 250))
    first, second = (Image(alt="Sông", credit="Minh Quang") for _ in range(2))
    actions.store(first, by=make_superuser(), upload=upload(content))
    if is_lost:
        default_storage.delete(first.smallest_url.removeprefix(settings.MEDIA_URL))
    encoders = Mock(side_effect=renditions.make_all)
    monkeypatch.setattr(renditions, "make_all", encoders)
    actions.store(second, by=make_superuser(), upload=upload(content))
    assert encoders.call_count == is_lost
    assert second.has_avif
    assert first.src != second.src
    for part in second.srcset.split(", "):
        assert default_storage.exists(part.split(" ")[0].removeprefix(settings.MEDIA_URL))


def test_no_file_of_a_deleted_picture_stays():
    image = Image(alt="Sông", credit="Minh Quang")
    actions.store(image, by=make_superuser(), upload=upload(encoded(speckled(500, 250))))
    renditions.delete_all(default_storage, image.file.name or "", image.width)
    assert default_storage.listdir(image.file.name.rpartition("/")[0])[1] == []


def test_link_previews_get_the_largest():
    assert stored_image(1_500, 20).largest_url.endswith("-1200.webp")


def test_the_size_of_the_picture_is_noted_with_it():
    image = stored_image(500, 250)
    assert (image.width, image.height) == (500, 250)


def test_a_storage_name_tells_nothing_and_is_not_guessed_twice():
    names = {pictures.new_name(None, "Ảnh ông Bảo chụp.JPG") for _ in range(50)}
    assert len(names) == 50
    for name in names:
        assert name.isascii()
        assert name.startswith("anh/")
        assert name.endswith(".jpg")


@pytest.mark.parametrize(
    ("focal", "css"),
    [
        ((50, 40), "fx-50 fy-40"),
        ((0, 100), "fx-0 fy-100"),
        ((44, 46), "fx-40 fy-50"),
    ],
)
def test_the_focal_point_is_given_in_steps(focal: tuple[int, int], css: str):
    assert make_image(focal_x=focal[0], focal_y=focal[1]).focal_class == css


def test_a_picture_is_called_by_its_caption_or_what_it_shows():
    assert str(Image(alt="Cầu", caption="Cầu mới")) == "Cầu mới"
    assert str(Image(alt="Cầu")) == "Cầu"
