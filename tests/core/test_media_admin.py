"""The picture library on the desk."""

import pytest
from django.urls import reverse

from portal.core.accounts.roles import AccountRole
from portal.core.media.models import Image
from tests.core.photos import photograph, upload
from tests.factories import make_article, make_image, make_superuser, make_user, picture_file

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]

ADD = reverse("admin:media_image_add")
WORDS = {
    "alt": "Cầu dây văng",
    "credit": "Minh Quang",
    "licence": "own",
    "focal_x": "50",
    "focal_y": "40",
}


@pytest.fixture
def browser(sign_in):
    return sign_in(make_user(AccountRole.CONTRIBUTOR))


def test_a_picture_is_stored_with_its_renditions(browser):
    response = browser.post(ADD, WORDS | {"file": picture_file()})
    assert response.status_code == 302
    image = Image.objects.get()
    assert image.file.storage.exists(image.srcset.split(" ")[0].removeprefix("/media/"))


def test_a_picture_that_the_library_has_is_named_and_may_still_be_stored(browser):
    """Once the form has said so, a tick stores it all the same."""
    photo = photograph()
    browser.post(ADD, WORDS | {"file": upload(photo)})
    again = browser.post(ADD, WORDS | {"file": upload(photo, "khac.jpg")})
    twin = Image.objects.get()
    error = str(again.context["adminform"].form.errors["file"])
    assert reverse("admin:media_image_change", args=[twin.pk]) in error
    browser.post(ADD, WORDS | {"file": upload(photo), "is_wanted_twice": "on"})
    assert Image.objects.count() == 2


def test_a_picture_uploaded_on_the_desk_keeps_no_position(browser):
    browser.post(ADD, WORDS | {"file": upload(photograph())})
    with Image.objects.get().file.open() as file:
        assert b"Exif" not in file.read()


@pytest.mark.parametrize(
    ("content", "name"), [(b"<svg/>", "a.svg"), (b"hong", "a.jpg"), (photograph()[:-200], "a.jpg")]
)
def test_a_broken_picture_is_refused_at_its_field(browser, content: bytes, name: str):
    response = browser.post(ADD, WORDS | {"file": upload(content, name)})
    assert response.status_code == 200
    errors = response.context["adminform"].form.errors
    assert list(errors) == ["file"]
    assert "JPEG" in str(errors["file"]) or "ảnh" in str(errors["file"])
    assert 'value="Cầu dây văng"' in response.text
    assert not Image.objects.exists()


def test_a_picture_that_is_too_heavy_is_refused_at_its_field(browser, monkeypatch):
    monkeypatch.setattr("portal.core.media.pictures.MAX_BYTES", 100)
    response = browser.post(ADD, WORDS | {"file": picture_file()})
    assert "quá mức" in str(response.context["adminform"].form.errors["file"])


@pytest.mark.parametrize("alt", ["IMG_2034.JPG", "anh bia.png", "a.webp"])
def test_a_file_name_does_not_describe_a_picture(browser, alt: str):
    response = browser.post(ADD, WORDS | {"file": picture_file(), "alt": alt})
    assert response.context["adminform"].form.errors["alt"] == [
        "Hãy tả ảnh bằng lời, đừng ghi tên tệp."
    ]


def test_a_focal_point_beyond_the_picture_is_refused(browser):
    response = browser.post(ADD, WORDS | {"file": picture_file(), "focal_x": "101"})
    assert list(response.context["adminform"].form.errors) == ["focal_x"]


def test_the_words_are_changed_without_a_new_upload(browser):
    image = make_image()
    page = reverse("admin:media_image_change", args=[image.pk])
    assert browser.post(page, WORDS | {"alt": "Cầu mới"}).status_code == 302
    image.refresh_from_db()
    assert image.alt == "Cầu mới"


@pytest.mark.every_database
def test_the_list_shows_and_finds_pictures_without_accents(browser):
    make_image(alt="Chợ Bến Ngọc")
    make_image(alt="Hồ Sen")
    page = browser.get(reverse("admin:media_image_changelist"), {"q": "cho ben"}).text
    assert "Chợ Bến Ngọc" in page
    assert "Hồ Sen" not in page
    assert 'class="thumbnail fx-50 fy-40"' in page


def test_a_chief_deletes_a_picture_with_its_files(sign_in, django_capture_on_commit_callbacks):
    image = make_image()
    storage, name = image.file.storage, str(image.file.name)
    chief = sign_in(make_user(AccountRole.CHIEF))
    with django_capture_on_commit_callbacks(execute=True):
        chief.post(reverse("admin:media_image_delete", args=[image.pk]), {"post": "yes"})
    assert not Image.objects.exists()
    assert not storage.exists(name)


def test_a_contributor_deletes_no_picture(browser):
    image = make_image()
    page = reverse("admin:media_image_delete", args=[image.pk])
    assert browser.post(page, {"post": "yes"}).status_code == 403
    assert Image.objects.exists()


def test_a_picture_in_use_is_not_deleted(sign_in):
    image = make_image()
    make_article(lead_image=image)
    page = reverse("admin:media_image_delete", args=[image.pk])
    response = sign_in(make_superuser()).post(page, {"post": "yes"})
    assert Image.objects.exists()
    assert image.file.storage.exists(str(image.file.name))
    assert response.status_code in {200, 403}
