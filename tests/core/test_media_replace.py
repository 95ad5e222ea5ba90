"""Replacing and deleting pictures: no old file is shown, none is left behind."""

from contextlib import suppress
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from PIL import Image as Pillow

from portal.core.media import actions
from portal.core.media.models import Image
from tests.core.photos import photograph, upload
from tests.factories import make_article, make_image, make_superuser, picture_file

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]


def stored_files(settings) -> set[str]:
    root = Path(settings.MEDIA_ROOT)
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def test_a_replaced_picture_keeps_its_address_and_shows_the_new_one(
    settings, django_capture_on_commit_callbacks
):
    image = make_image(upload=picture_file(size=(900, 600)))
    before, src = str(image.file.name), image.src
    with django_capture_on_commit_callbacks(execute=True):
        actions.store(image, by=make_superuser(), upload=picture_file(size=(330, 200)))
    assert image.file.name == before
    assert (image.width, image.height) == (330, 200)
    for name in (before, src.removeprefix("/media/")):  # a text may name any width it had
        with Pillow.open(Path(settings.MEDIA_ROOT) / name) as picture:
            assert picture.size == (330, 200)


def test_caches_are_told_of_the_new_picture(django_capture_on_commit_callbacks):
    image = make_image()
    assert "?" not in image.src
    for revision in (1, 2):
        with django_capture_on_commit_callbacks(execute=True):
            actions.store(image, by=make_superuser(), upload=picture_file())
        assert image.src.endswith(f".webp?v={revision}")


def test_a_picture_of_another_format_leaves_no_file_behind(
    settings, django_capture_on_commit_callbacks
):
    image = make_image()
    with django_capture_on_commit_callbacks(execute=True):
        actions.store(image, by=make_superuser(), upload=picture_file("PNG"))
    assert str(image.file.name).endswith(".png")
    stem = str(image.file.name).removesuffix(".png")
    pictures = {name for name in stored_files(settings) if not name.endswith(".avif")}
    assert pictures == {
        f"{stem}.png",
        *(f"{stem}-{width}.webp" for width in (320, 480, 640)),
    }


@pytest.mark.every_database
def test_the_old_files_stay_when_the_change_is_rolled_back(
    settings, django_capture_on_commit_callbacks
):
    image = make_image()
    old = stored_files(settings)

    def store_and_fail() -> None:
        with transaction.atomic():
            actions.store(image, by=make_superuser(), upload=picture_file())
            raise RuntimeError

    with django_capture_on_commit_callbacks(execute=True) as callbacks, suppress(RuntimeError):
        store_and_fail()
    assert callbacks == []
    assert old <= stored_files(settings)


def test_a_broken_picture_changes_nothing(settings):
    image = make_image()
    old = stored_files(settings)
    with pytest.raises(ValidationError):
        actions.store(image, by=make_superuser(), upload=upload(b"hong"))
    assert stored_files(settings) == old
    image.refresh_from_db()
    assert image.file.name in old


def test_changing_the_words_leaves_the_files_alone(settings):
    image = make_image()
    old = stored_files(settings)
    image.caption = "Cầu Bạch Sa"
    actions.store(image, by=make_superuser())
    assert stored_files(settings) == old
    image.refresh_from_db()
    assert image.caption == "Cầu Bạch Sa"


def test_a_picture_remembers_who_brought_it():
    first, second = make_superuser(), make_superuser()
    image = make_image(by=first)
    actions.store(image, by=second, upload=picture_file())
    image.refresh_from_db()
    assert image.created_by == first


@pytest.mark.parametrize("words", [{"alt": "Cầu"}, {"is_decorative": True}])
def test_a_picture_has_words_or_says_that_it_needs_none(words):
    actions.store(Image(credit="Lan", **words), by=make_superuser(), upload=picture_file())
    assert Image.objects.get().is_described


def test_a_picture_with_words_is_not_there_for_decoration():
    image = Image(credit="Lan", alt="Cầu", is_decorative=True)
    with pytest.raises(ValidationError) as error:
        actions.store(image, by=make_superuser(), upload=picture_file())
    assert list(error.value.message_dict) == ["alt"]


@pytest.mark.every_database
def test_the_day_of_a_photograph_is_taken_from_the_camera():
    image = Image(alt="Cầu", credit="Lan")
    actions.store(
        image, by=make_superuser(), upload=upload(photograph(taken="2026:05:20 09:30:00"))
    )
    assert f"{image.taken_on}" == "2026-05-20"


@pytest.mark.parametrize("taken", ["2999:01:01 00:00:00", "0000:00:00 00:00:00", "hôm qua", ""])
def test_a_camera_with_a_wrong_clock_is_not_believed(taken):
    image = Image(alt="Cầu", credit="Lan")
    actions.store(image, by=make_superuser(), upload=upload(photograph(taken=taken)))
    assert image.taken_on is None


def test_a_picture_needs_words_for_those_who_cannot_see_it():
    with pytest.raises(ValidationError) as error:
        actions.store(Image(credit="Minh Quang"), by=make_superuser(), upload=picture_file())
    assert list(error.value.message_dict) == ["alt"]


@pytest.mark.every_database
def test_the_library_is_searched_without_accents():
    make_image(alt="Chợ Bến Ngọc", caption="", credit="Đức Thắng")
    assert Image.objects.filter(search_words__contains="cho ben ngoc duc thang").exists()


def test_a_picture_that_an_article_shows_is_not_deleted():
    from django.db.models import ProtectedError

    image = make_image()
    make_article(lead_image=image)
    with pytest.raises(ProtectedError):
        image.delete()
