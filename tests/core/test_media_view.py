"""Serving uploaded files without a web server in front."""

from pathlib import Path

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404
from django.test import RequestFactory
from PIL import Image as Pillow

from portal.core.media.views import media_file
from tests.factories import make_image

# Closing a response tells Django that the request is over, which looks at the database.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

REQUEST = RequestFactory().get("/media/a")


@pytest.fixture(autouse=True)
def no_web_server_in_front(settings) -> None:
    """Let the portal serve files itself."""
    settings.SERVE_MEDIA = True


@pytest.fixture
def put(settings):
    """Return a function that puts a file where uploads are."""

    def write(name: str, content: bytes = b"x") -> None:
        path = Path(settings.MEDIA_ROOT) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    return write


def served(name: str):
    response = media_file(REQUEST, name)
    response.close()
    return response


@pytest.mark.parametrize(
    "name", ["a.jpg", "a.png", "a.webp", "a.pdf", "anh/2026/05/a.webp", "a.html", "a.svg", "a"]
)
def test_a_file_can_do_nothing_in_a_browser(put, name: str):
    put(name)
    response = served(name)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.avif"])
def test_pictures_are_shown(put, name: str):
    put(name)
    assert served(name)["Content-Disposition"].startswith("inline")


@pytest.mark.parametrize(
    "name", ["a.html", "a.svg", "a.xml", "a.js", "a", "a.pdf", "a.docx", "a.jpg.html"]
)
def test_anything_else_is_saved_and_never_shown(put, name: str):
    put(name)
    assert served(name)["Content-Disposition"] == "attachment"


def test_an_address_with_its_version_may_be_cached_for_a_year_any_other_for_a_day(put):
    put("a.webp")
    assert served("a.webp")["Cache-Control"] == "public, max-age=86400"
    response = media_file(RequestFactory().get("/media/a.webp?v=2"), "a.webp")
    response.close()
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("ending", ["webp", "avif"])
def test_a_rendition_that_is_missing_is_made_again(settings, ending: str):
    image = make_image()
    name = image.src.removeprefix("/media/").replace(".webp", f".{ending}")
    name = name.replace("-640.", "-480.")
    (Path(settings.MEDIA_ROOT) / name).unlink(missing_ok=True)
    assert served(name).status_code == 200
    with Pillow.open(Path(settings.MEDIA_ROOT) / name) as picture:
        assert (picture.format, picture.width) == (ending.upper(), 480)


@pytest.mark.parametrize("what", ["-481.webp", "-480.png", "-480.webp.webp", "-9999.webp"])
def test_only_sizes_that_are_served_are_made(settings, what: str):
    stem = (make_image().file.name or "").removesuffix(".jpg")
    with pytest.raises(Http404):
        media_file(REQUEST, stem + what)
    assert not (Path(settings.MEDIA_ROOT) / (stem + what)).exists()


def test_where_a_web_server_serves_files_only_what_it_lacks_is_answered(settings, put):
    settings.SERVE_MEDIA = False
    put("a.webp")
    with pytest.raises(Http404):
        media_file(REQUEST, "a.webp")
    name = make_image().smallest_url.removeprefix("/media/")
    (Path(settings.MEDIA_ROOT) / name).unlink()
    assert served(name).status_code == 200


@pytest.mark.parametrize("name", ["khong-co.jpg", "anh", "anh/", "", "%2e%2e/a"])
def test_what_is_no_uploaded_file_is_not_found(put, name: str):
    put("anh/a.jpg")
    with pytest.raises(Http404):
        media_file(REQUEST, name)


@pytest.mark.parametrize("name", ["../a", "anh/../../a", "/etc/passwd/../../a"])
def test_nothing_beside_the_folder_of_uploads_is_served(put, name: str):
    put("../a")
    with pytest.raises((Http404, SuspiciousFileOperation)):
        media_file(REQUEST, name)


def test_files_are_only_read():
    assert media_file(RequestFactory().post("/media/a"), "a").status_code == 405
