"""Replacing and deleting pictures: no old file is shown, none is left behind."""

from contextlib import suppress
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from portal.core.media import actions
from portal.core.media.models import Image
from tests.core.photos import upload
from tests.factories import make_article, make_image, make_superuser, picture_file

pytestmark = pytest.mark.django_db


def stored_files(settings) -> set[str]:
    root = Path(settings.MEDIA_ROOT)
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def test_a_replaced_picture_gets_a_new_name(settings):
    image = make_image()
    before = image.file.name
    actions.store(image, by=make_superuser(), upload=picture_file())
    assert image.file.name != before


def test_the_old_files_go_once_the_change_is_committed(
    settings, django_capture_on_commit_callbacks
):
    image = make_image()
    old = stored_files(settings)
    with django_capture_on_commit_callbacks(execute=True):
        actions.store(image, by=make_superuser(), upload=picture_file(size=(330, 200)))
        assert old < stored_files(settings)
    new = stored_files(settings)
    assert not old & new
    assert len(new) == 3  # the picture, and renditions 320 and 330 wide


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


def test_a_picture_needs_words_for_those_who_cannot_see_it():
    with pytest.raises(ValidationError) as error:
        actions.store(Image(credit="Minh Quang"), by=make_superuser(), upload=picture_file())
    assert list(error.value.message_dict) == ["alt"]


def test_the_library_is_searched_without_accents():
    make_image(alt="Chợ Bến Ngọc", caption="", credit="Đức Thắng")
    assert Image.objects.filter(search_words__contains="cho ben ngoc duc thang").exists()


def test_a_picture_that_an_article_shows_is_not_deleted():
    from django.db.models import ProtectedError

    image = make_image()
    make_article(lead_image=image)
    with pytest.raises(ProtectedError):
        image.delete()
