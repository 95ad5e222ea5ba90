"""Whatever way a file comes in: a refusal stands at its field, and nothing is left on disk."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from portal.core.accounts.roles import AccountRole
from portal.core.media import actions, documents, renditions
from portal.core.media.models import Document, Image
from tests.core.papers import paper, pdf
from tests.core.photos import upload
from tests.core.uploads.files import send_zeros
from tests.core.uploads.names import NAMES
from tests.core.uploads.no_pictures import HTML, TOO_LARGE
from tests.core.uploads.pictures import HARMLESS, MARK, animated, full_exif, plain
from tests.factories import make_image, make_superuser, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

UPLOAD = reverse("admin:media_upload")
WORDS = {
    "alt": "Cầu dây văng",
    "credit": "Minh Quang",
    "licence": "own",
    "focal_x": "50",
    "focal_y": "40",
}
PICTURE = re.compile(r"anh/\d{4}/\d{2}/[0-9a-f]{16}(-\d{1,4}\.(webp|avif)|\.(jpg|png|webp))")
PAPER = re.compile(r"tep/\d{4}/\d{2}/[0-9a-f]{16}/[a-z0-9-]{1,80}\.(pdf|csv)")


@pytest.fixture(autouse=True)
def own_temporary_files(settings, tmp_path: Path) -> Path:
    """Let uploads that are too large for memory wait where the test can look."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    return tmp_path


@pytest.fixture
def files(settings, tmp_path: Path) -> Callable[[], list[str]]:
    """Return a function that names all files on the disk, waiting ones as well."""

    def found() -> list[str]:
        folders = (Path(settings.MEDIA_ROOT), tmp_path)
        return sorted(
            str(path.relative_to(folder))
            for folder in folders
            for path in folder.rglob("*")
            if path.is_file()
        )

    return found


@pytest.fixture
def browser(sign_in) -> Client:
    return sign_in(make_user(AccountRole.CONTRIBUTOR))


@pytest.fixture
def document() -> Document:
    document = Document(title="Tờ khai", file=paper(pdf("cu")))
    actions.store_document(document, by=make_superuser(), upload=paper(pdf("cu")))
    return document


def address_of(way: str, request: pytest.FixtureRequest) -> str:
    if way == "a picture replaced":
        return reverse("admin:media_image_change", args=[make_image().pk])
    if way == "a document replaced":
        number = request.getfixturevalue("document").pk
        return reverse("admin:media_document_change", args=[number])
    return {
        "the library": UPLOAD,
        "a new picture": reverse("admin:media_image_add"),
        "a picture in a window": reverse("admin:media_image_add") + "?_popup=1",
        "a new document": reverse("admin:media_document_add"),
        "a document in a window": reverse("admin:media_document_add") + "?_popup=1",
    }[way]


WAYS = {
    **dict.fromkeys(
        ("the library", "a new picture", "a picture in a window", "a picture replaced"), "a.jpg"
    ),
    **dict.fromkeys(("a new document", "a document in a window", "a document replaced"), "a.pdf"),
}


def errors(answer: Any) -> dict[str, list[str]]:
    if answer.status_code == 400:
        return dict(answer.json()["errors"])
    assert answer.status_code == 200
    return dict(answer.context["adminform"].form.errors)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("content", [HTML, b""], ids=["a page", "nothing"])
def test_a_refusal_stands_at_its_field_and_leaves_nothing(
    browser, files, request, way: str, content: bytes
):
    address = address_of(way, request)
    before = files()
    answer = browser.post(
        address, WORDS | {"title": "Mới", "file": SimpleUploadedFile(WAYS[way], content)}
    )
    (field, (message,)), *others = errors(answer).items()
    assert (field, others) == ("file", [])
    assert re.search("[àáảãạăâđêôơưỗổồộ]", message.lower())
    assert files() == before
    assert set(Image.objects.values_list("alt", flat=True)) <= {"Cầu dây văng bắc qua sông"}
    assert set(Document.objects.values_list("title", flat=True)) <= {"Tờ khai"}


@pytest.mark.parametrize("way", ["the library", "a new picture", "a new document"])
def test_100_mb_are_refused_and_leave_nothing(browser, files, request, way: str):
    answer = send_zeros(
        browser, address_of(way, request), 100 * 2**20, WAYS[way], WORDS | {"title": "Mới"}
    )
    assert "nặng 100 MB" in str(errors(answer)["file"])
    assert files() == []


@pytest.mark.parametrize("way", ["the library", "a new picture"])
def test_what_waits_on_disk_is_made_harmless_too(browser, files, request, way: str):
    before = plain("JPEG") + MARK
    address = address_of(way, request)
    answer = send_zeros(browser, address, 3 * 2**20, "a.jpg", WORDS, before=before)
    assert answer.status_code in {201, 302}
    assert all(PICTURE.fullmatch(name) for name in files())
    with Image.objects.get().file.open() as file:
        assert MARK not in file.read()


@pytest.mark.parametrize("what", ["a JPEG with notes of all kinds", "a JPEG with a second picture"])
def test_the_form_makes_a_picture_harmless(browser, files, settings, what: str):
    address = reverse("admin:media_image_add")
    assert browser.post(address, WORDS | {"file": upload(HARMLESS[what]())}).status_code == 302
    assert files()
    for name in files():
        assert PICTURE.fullmatch(name)
        assert b"4711" not in (Path(settings.MEDIA_ROOT) / name).read_bytes()


def test_no_library_opens_a_picture_of_the_form_before_it_is_checked(browser, monkeypatch):
    monkeypatch.setattr("PIL.Image.open", pytest.fail)
    monkeypatch.setattr("PIL.ImageFile.Parser.feed", pytest.fail)
    for make in (TOO_LARGE["a PNG of 3,600 megapixels"], lambda: HTML):
        answer = browser.post(
            reverse("admin:media_image_add"), WORDS | {"file": upload(make(), "a.png")}
        )
        assert list(errors(answer)) == ["file"]


def test_a_replaced_picture_is_made_harmless(browser, files, django_capture_on_commit_callbacks):
    image = make_image()
    address = reverse("admin:media_image_change", args=[image.pk])
    content = animated("WEBP", 3) + MARK
    with django_capture_on_commit_callbacks(execute=True):
        answer = browser.post(address, WORDS | {"file": upload(content, "../a.php")})
    assert answer.status_code == 302
    stem = str(image.file.name).removesuffix(".jpg")
    assert all(name.startswith(stem) and PICTURE.fullmatch(name) for name in files())


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_picture_is_thrown_away(files, monkeypatch, name: str):
    monkeypatch.setattr(renditions, "make_all", lambda picture: {(48, "webp"): b""})
    image = Image(alt="Cầu", credit="Lan")
    actions.store(image, by=make_superuser(), upload=upload(plain("PNG"), name))
    assert [bool(PICTURE.fullmatch(name)) for name in files()] == [True, True]


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_document_becomes_plain_words(files, monkeypatch, name: str):
    found = documents.Inspection(kind="pdf", pages=1, is_scan=False, text="")
    monkeypatch.setattr(documents, "inspect", lambda *_: found)
    file = paper(b"%PDF-", f"{name}.PDF")
    actions.store_document(Document(title="a", file=file), by=make_superuser(), upload=file)
    (stored,) = files()
    assert PAPER.fullmatch(stored)


def test_a_long_name_is_no_reason_to_refuse(browser):
    name = "Báo cáo " * 40
    answer = browser.post(
        reverse("admin:media_document_add"),
        {"title": "a", "file": paper(b"a;b\n1;2", f"{name}.csv")},
    )
    assert answer.status_code == 302
    answer = browser.post(
        reverse("admin:media_image_add"), WORDS | {"file": upload(plain("JPEG"), f"{name}.jpg")}
    )
    assert answer.status_code == 302


def test_a_picture_whose_renditions_cannot_be_written_leaves_nothing(files, monkeypatch):
    def full_disk(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(renditions, "write_all", full_disk)
    image, by = Image(alt="Cầu", credit="Lan"), make_superuser()
    with pytest.raises(ValidationError, match="kho tệp đã đầy"):
        actions.store(image, by=by, upload=upload(plain("JPEG")))
    assert files() == []
    assert not Image.objects.exists()


def test_notes_with_a_position_reach_no_rendition(browser, settings, files):
    from PIL import Image as Pillow

    from tests.core.photos import encoded

    content = encoded(Pillow.new("RGB", (900, 600)), exif=full_exif())
    assert browser.post(UPLOAD, {"file": upload(content)}).status_code == 201
    assert len(files()) > 4
    for name in files():
        data = (Path(settings.MEDIA_ROOT) / name).read_bytes()
        assert [mark for mark in (b"Exif", b"EXIF", b"GPS", b"4711") if mark in data] == []
