"""Uploads in a store for several machines: everything that a disk does, and no path."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.http import Http404
from django.test import RequestFactory
from django.urls import reverse
from PIL import Image as Pillow

from portal.core.media import actions
from portal.core.media.inline import Inliner
from portal.core.media.models import Document, Image, Recording
from portal.core.media.views import media_file
from tests.core.s3_server import Bucket, s3_server
from tests.core.storages import FullStorage
from tests.core.test_recordings import FILES
from tests.factories import make_image, make_superuser, picture_file

# Closing a response tells Django that the request is over, which looks at the database.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

Objects = dict[str, bytes]


@pytest.fixture(scope="module")
def server() -> Iterator[Bucket]:
    with s3_server() as server:
        yield server


@pytest.fixture
def objects(server: Bucket, settings) -> Objects:
    """Keep uploads in a bucket; return what is in it."""
    server.clear()
    options = {
        "bucket_name": "cong",
        "endpoint_url": server.address,
        "region_name": "vn",
        "access_key": "ten",
        "secret_key": "mat-khau",
        "location": "minhgiang",
    }
    bucket = {"BACKEND": "portal.core.media.bucket.BucketStorage", "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "default": bucket}
    return server.objects


def key(url: str) -> str:
    return "/cong/minhgiang/" + url.partition("?")[0].removeprefix("/media/")


def served(url: str) -> tuple[Any, bytes]:
    response = media_file(RequestFactory().get(url), url.removeprefix("/media/"))
    content = b"".join(response)
    response.close()
    return response, content


def all_names(folder: str = "") -> list[str]:
    folders, files = default_storage.listdir(folder)
    return files + [name for each in folders for name in all_names(f"{folder}{each}/")]


def make_picture(width: int = 340) -> Image:
    return make_image(upload=picture_file(size=(width, 200)))


def width_of(data: bytes) -> int:
    with Pillow.open(BytesIO(data)) as picture:
        return picture.width


def test_a_picture_and_its_sizes_are_in_the_bucket_under_addresses_of_the_portal(objects: Objects):
    image = make_picture()
    assert image.src.startswith("/media/anh/")
    assert width_of(objects[key(image.src)]) == 340
    assert key(f"/media/{image.file.name}") in objects


def test_a_replaced_picture_keeps_its_address_and_a_deleted_one_leaves_nothing(
    objects: Objects, django_capture_on_commit_callbacks
):
    image = make_picture()
    before = image.src
    with django_capture_on_commit_callbacks(execute=True):
        actions.store(image, by=make_superuser(), upload=picture_file(size=(330, 200)))
    assert width_of(objects[key(before)]) == 330
    with django_capture_on_commit_callbacks(execute=True):
        actions.delete(Image.objects.get())
    assert [name for name in objects if "-340." not in name] == []


def test_documents_recordings_and_their_removal(objects: Objects, desk):
    csv = SimpleUploadedFile("Danh sách.csv", "tên,số\nAn,1\n".encode())
    assert desk.post(reverse("admin:media_document_add"), {"title": "Danh sách", "file": csv})
    document = Document.objects.get()
    assert (document.pages, document.kind) == (None, "csv")
    assert objects[key(document.file.url)] == "tên,số\nAn,1\n".encode()
    film = SimpleUploadedFile("a.mp4", FILES["mp4"])
    form = {"title": "Lễ khởi công", "transcript": "Xin chào.", "file": film}
    assert desk.post(reverse("admin:media_recording_add"), form).status_code == 302
    stored = objects[key(Recording.objects.get().file.url)]
    assert len(stored) == len(FILES["mp4"])
    assert b"+21.0285" not in stored


def test_unused_pictures_are_found_and_removed(
    objects: Objects, django_capture_on_commit_callbacks
):
    make_picture()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("unused_pictures", "--delete", "--days=0")
    assert objects == {}


def test_a_page_that_readers_keep_has_its_pictures(objects: Objects):
    url = make_picture().src
    assert Inliner().address(url).startswith("data:image/webp;base64,")
    gone = url.replace("/anh/", "/anh/0")
    assert Inliner().address(gone) == gone


def test_the_portal_serves_files_of_the_bucket_where_no_web_server_does(objects: Objects, settings):
    settings.SERVE_MEDIA = True
    url = make_picture().src
    answer, content = served(url)
    assert content == objects[key(url)]
    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("inline")
    for name in ("/media/anh/khong-co.webp", "/media/", "/media/anh/"):
        with pytest.raises(Http404):
            served(name)


def test_a_size_that_is_missing_is_made_and_kept(objects: Objects, settings):
    settings.SERVE_MEDIA = False
    url = make_picture().smallest_url
    with pytest.raises(Http404):
        served(url)
    del objects[key(url)]
    assert width_of(served(url)[1]) == 320
    assert width_of(objects[key(url)]) == 320


def test_a_store_that_does_not_answer_keeps_no_worker_waiting(
    objects: Objects, settings, caplog: pytest.LogCaptureFixture
):
    settings.SERVE_MEDIA = True
    url = make_picture().src
    default_storage._breaker.note(OSError())  # type: ignore[attr-defined]
    answer, _ = served(url)
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert Inliner().address(url) == url


def test_what_the_store_refuses_or_does_not_have_is_an_answer(objects: Objects):
    with pytest.raises(FileNotFoundError):
        default_storage.open("khong-co")
    assert default_storage._breaker.lets_through()  # type: ignore[attr-defined]


def test_an_editor_is_told_at_the_field_when_the_store_does_not_answer(objects, settings, desk):
    gone = {"BACKEND": "tests.core.storages.GoneStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": gone}
    form = {"file": picture_file(), "alt": "Cầu Bạch Sa", "credit": "Minh Quang"}
    form |= {"licence": "own", "focal_x": "50", "focal_y": "40"}
    answer = desk.post(reverse("admin:media_image_add"), form)
    assert answer.status_code == 200
    assert "Chưa lưu được tệp" in answer.content.decode()
    assert 'value="Cầu Bạch Sa"' in answer.content.decode()
    csv = SimpleUploadedFile("a.csv", b"a,b\n1,2\n")
    answer = desk.post(reverse("admin:media_document_add"), {"title": "Giá đất", "file": csv})
    assert "Chưa lưu được tệp" in answer.content.decode()
    assert not Image.objects.exists()
    assert not Document.objects.exists()


@pytest.mark.parametrize("taken", [0, 1, 2])
def test_a_picture_is_stored_with_all_its_sizes_or_not_at_all(settings, monkeypatch, taken: int):
    full = {"BACKEND": "tests.core.storages.FullStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": full}
    monkeypatch.setattr(FullStorage, "room", taken)
    with pytest.raises(ValidationError, match="Chưa lưu được tệp"):
        make_picture()
    assert not Image.objects.exists()
    assert all_names() == []
