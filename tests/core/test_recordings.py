"""Video and sound of the portal's own: what is taken, what is taken out, what goes into a text."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.core.accounts.roles import AccountRole
from portal.core.media import recordings
from portal.core.media.models import Recording
from portal.core.media.uses import places_of
from tests.factories import make_article, make_image, make_superuser, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]

ADD = reverse("admin:media_recording_add")
LIST = reverse("admin:media_recordings")
VTT = b"WEBVTT\n\n00:01.000 --> 00:02.000\nXin ch\xc3\xa0o.\n"


def box(name: bytes, content: bytes) -> bytes:
    return (len(content) + 8).to_bytes(4, "big") + name + content


PLACE = box(b"\xa9xyz", b"\x00\x12\x15\xc7+21.0285+105.8542/")
FILES = {
    "mp4": box(b"ftyp", b"isom\0\0\2\0isomiso2avc1mp41") + box(b"moov", box(b"udta", PLACE)),
    "m4a": box(b"ftyp", b"M4A \0\0\0\0") + box(b"mdat", b"tieng"),
    "webm": b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + b"\0" * 40,
    "mp3": b"ID3\x04\0\0\0\0\0\0" + b"\0" * 40,
    "ogg": b"OggS\0\2" + b"\0" * 40,
}


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def send(browser, ending: str = "mp4", **more: object):
    data = {"title": "Lễ khởi công", "transcript": "Xin chào.", **more}
    data.setdefault("file", upload(FILES[ending], f"a.{ending}"))
    return browser.post(ADD, data)


@pytest.fixture
def browser(sign_in):
    return sign_in(make_user(AccountRole.CONTRIBUTOR))


@pytest.mark.parametrize("ending", FILES)
def test_is_taken(browser, ending: str):
    assert send(browser, ending).status_code == 302
    recording = Recording.objects.get()
    assert (recording.kind, recording.size) == (ending, len(FILES[ending]))
    assert str(recording.file.name).startswith("phat/")
    assert str(recording.file.name).endswith(f".{ending}")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<html><script>alert(1)</script>", "a.mp4"),
        (b"", "a.mp4"),
        (FILES["mp4"], "a.html"),
        (FILES["mp4"], "a.webm"),
        (FILES["webm"], "a.mp4"),
        (FILES["mp4"], "a.mov"),
        (b"\x1a\x45\xdf\xa3matroska", "a.webm"),
        (b"xxxxftypqt  ", "a.mp4"),
    ],
)
def test_what_is_none_is_refused_at_its_field(browser, settings, content: bytes, name: str):
    answer = send(browser, file=upload(content, name))
    assert list(answer.context["adminform"].form.errors) == ["file"]
    assert not list(settings.MEDIA_ROOT.rglob("*.*"))


def test_what_is_too_heavy_is_refused_with_advice(browser, monkeypatch):
    monkeypatch.setattr(recordings, "MAX_BYTES", 10)
    assert "YouTube" in str(send(browser).context["adminform"].form.errors["file"])


def test_where_a_phone_was_is_not_kept(browser):
    send(browser)
    with Recording.objects.get().file.open() as file:
        stored = file.read()
    assert b"21.0285" not in stored
    assert len(stored) == len(FILES["mp4"])
    before = FILES["mp4"].index(b"\xa9xyz")
    assert stored[:before] == FILES["mp4"][:before]


def test_a_place_is_found_across_two_pieces_that_are_read(monkeypatch):
    for chunk in range(5, 40):
        monkeypatch.setattr(recordings, "_CHUNK", chunk)
        file = io.BytesIO(FILES["mp4"])
        recordings.forget_places(file)
        assert b"21.0285" not in file.getvalue(), chunk


def test_letters_of_the_film_that_look_like_a_place_stay():
    film = b"\xff\xff\xff\xff\xa9xyz" + b"film" * 50
    file = io.BytesIO(film)
    recordings.forget_places(file)
    assert file.getvalue() == film


@pytest.mark.parametrize(
    ("ending", "words"), [("mp4", {}), ("mp3", {}), ("mp3", {"captions": VTT})]
)
def test_words_for_those_who_cannot_hear_are_asked_for(browser, ending: str, words: dict):
    files = {name: upload(content, "a.vtt") for name, content in words.items()}
    answer = send(browser, ending, transcript="", **files)
    assert list(answer.context["adminform"].form.errors) == ["transcript"]


def test_captions_do_for_a_film(browser):
    assert send(browser, transcript="", captions=upload(VTT, "phụ đề.vtt")).status_code == 302
    assert str(Recording.objects.get().captions.name).endswith(".vtt")


@pytest.mark.parametrize(
    "content",
    [b"1\n00:00:01,000 --> 00:00:02,000", b"WEBVTT\xff", b"WEBVTT\n<script>", b"WEBVTT\0"],
)
def test_captions_that_browsers_cannot_read_are_refused(content: bytes):
    with pytest.raises(ValidationError, match="WebVTT"):
        recordings.check_captions(io.BytesIO(content))


def test_what_goes_into_a_text_plays_and_can_be_read(browser):
    poster = make_image()
    send(browser, captions=upload(VTT, "a.vtt"), poster=poster.pk)
    recording = Recording.objects.get()
    item = browser.get(LIST, {"q": "le khoi cong"}).json()["items"][0]
    assert f'<video controls src="{recording.file.url}" poster="{poster.src}"' in item["html"]
    assert f'<track kind="captions" src="{recording.captions.url}"' in item["html"]
    assert "Bản chép lời" in item["html"]
    assert "<p>Xin chào.</p>" in item["html"]


def test_sound_has_no_picture(browser):
    send(browser, "mp3")
    markup = browser.get(LIST).json()["items"][0]["html"]
    assert "<audio controls" in markup
    assert "<video" not in markup


def test_a_recording_that_stands_in_a_text_is_not_deleted(sign_in, browser):
    send(browser)
    recording = Recording.objects.get()
    article = make_article(body=f"<p>Xem {recording.file.url}.</p>")
    desk = sign_in(make_superuser())
    url = reverse("admin:media_recording_delete", args=[recording.pk])
    assert article.title in desk.get(url).text
    desk.post(url, {"post": "yes"})
    assert Recording.objects.exists()


def test_another_goes_with_its_files(
    sign_in, browser, settings, django_capture_on_commit_callbacks
):
    send(browser, captions=upload(VTT, "a.vtt"))
    url = reverse("admin:media_recording_delete", args=[Recording.objects.get().pk])
    with django_capture_on_commit_callbacks(execute=True):
        sign_in(make_superuser()).post(url, {"post": "yes"})
    assert not Recording.objects.exists()
    assert not list(settings.MEDIA_ROOT.rglob("*.*"))


def test_files_that_were_replaced_do_not_stay(
    browser, settings, django_capture_on_commit_callbacks
):
    send(browser, captions=upload(VTT, "a.vtt"))
    recording = Recording.objects.get()
    url = reverse("admin:media_recording_change", args=[recording.pk])
    data = {"title": "Lễ khởi công", "transcript": "Xin chào."}
    with django_capture_on_commit_callbacks(execute=True):
        new = {"file": upload(FILES["webm"], "b.webm"), "captions": upload(VTT, "b.vtt")}
        assert browser.post(url, data | new).status_code == 302
    recording.refresh_from_db()
    stored = {path.name for path in settings.MEDIA_ROOT.rglob("*.*")}
    assert stored == {str(f.name).rpartition("/")[2] for f in (recording.file, recording.captions)}


def test_a_poster_is_in_use(browser):
    poster = make_image()
    send(browser, poster=poster.pk)
    assert places_of(poster) == [Recording.objects.get()]


def test_nobody_without_the_desk_sees_or_uploads_any(sign_in):
    browser = sign_in(make_user(AccountRole.USER_ADMIN))
    assert send(browser).status_code == 403
    assert browser.get(LIST).status_code == 403


def test_it_is_played_and_not_downloaded(client, settings, browser):
    settings.SERVE_MEDIA = True
    send(browser)
    answer = client.get(Recording.objects.get().file.url)
    answer.close()
    assert answer["Content-Type"] == "video/mp4"
    assert answer["Content-Disposition"].startswith("inline")
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
