"""The library inside the forms of the desk: choosing, uploading, describing a picture."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.core.accounts.roles import AccountRole
from portal.core.fetching import FetchError
from portal.core.media.library import PAGE_SIZE
from portal.core.media.models import Image
from tests.core.photos import photograph, upload
from tests.factories import make_image, make_superuser, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]

LIST, UPLOAD = reverse("admin:media_library"), reverse("admin:media_upload")
WORDS = {"alt": "Cầu dây văng", "caption": "Cầu Bạch Sa.", "credit": "Minh Quang"}


def describe(image: Image) -> str:
    return reverse("admin:media_describe", args=[image.pk])


@pytest.fixture
def browser(sign_in) -> Client:
    return sign_in(make_user(AccountRole.CONTRIBUTOR))


def send(browser: Client, content: bytes, name: str = "anh.jpg"):
    return browser.post(UPLOAD, {"file": upload(content, name)})


@pytest.mark.every_database
def test_the_newest_stand_first_page_by_page(browser):
    by = make_superuser()
    make_image(by=by)
    first = Image.objects.get()
    now = timezone.now()
    Image.objects.bulk_create(
        Image(
            file=first.file.name,
            width=640,
            height=480,
            alt=f"Ảnh {number}",
            credit="Lan",
            created_by=by,
        )
        for number in range(PAGE_SIZE + 3)
    )
    for age, image in enumerate(Image.objects.order_by("pk")):
        Image.objects.filter(pk=image.pk).update(created_at=now - timedelta(days=age))
    one = browser.get(LIST).json()
    assert (len(one["items"]), one["next"]) == (PAGE_SIZE, 2)
    assert one["items"][0]["id"] == first.pk
    two = browser.get(LIST, {"trang": 2}).json()
    assert (len(two["items"]), two["next"]) == (4, None)


@pytest.mark.every_database
@pytest.mark.parametrize("words", ["cho ben", "CHỢ", "ben cho", "đức thắng"])
def test_it_is_searched_without_accents_and_in_any_order(browser, words):
    image = make_image(alt="Chợ Bến Ngọc", credit="Đức Thắng")
    make_image(alt="Hồ Sen")
    assert [i["id"] for i in browser.get(LIST, {"q": words}).json()["items"]] == [image.pk]


@pytest.mark.every_database
@pytest.mark.parametrize("page", ["0", "-1", "abc", "9" * 30, "99999", ""])
def test_a_page_that_is_none_is_answered_all_the_same(browser, page):
    assert browser.get(LIST, {"trang": page}).status_code == 200


@pytest.mark.every_database
def test_it_costs_the_same_however_many_pictures_there_are(browser, django_assert_num_queries):
    for _ in range(4):
        make_image()
    with django_assert_num_queries(6):  # session, account, two that it was seen, rights, pictures
        assert len(browser.get(LIST).json()["items"]) == 4


def test_an_upload_is_stored_and_waits_for_its_words(browser):
    answer = send(browser, photograph())
    image = Image.objects.get()
    assert answer.status_code == 201
    assert answer.json()["id"] == image.pk
    assert answer.json()["is_ready"] is False
    assert image.file.storage.exists(image.src.removeprefix("/media/"))
    listed = browser.get(reverse("admin:media_image_changelist"), {"can-lam": "mo-ta"})
    assert list(listed.context["cl"].result_list) == [image]


def test_an_upload_that_is_tried_again_is_the_same_picture(browser):
    first, second = (send(browser, photograph()) for _ in range(2))
    assert second.status_code == 200
    assert second.json()["id"] == first.json()["id"]
    assert Image.objects.count() == 1


def test_the_same_file_from_somebody_else_is_a_picture_of_its_own(browser, sign_in):
    send(browser, photograph())
    assert send(sign_in(make_superuser()), photograph()).status_code == 201


@pytest.mark.parametrize(
    "file", [upload(b"<svg/>", "a.svg"), upload(b"", "a.jpg"), upload(photograph()[:-300]), None]
)
def test_what_is_no_picture_is_refused_in_words_and_leaves_nothing(
    browser, settings, file: SimpleUploadedFile | None
):
    answer = browser.post(UPLOAD, {"file": file} if file else {})
    assert answer.status_code == 400
    assert answer.json()["errors"]["file"][0].endswith(".")
    assert not Image.objects.exists()
    assert not list(settings.MEDIA_ROOT.rglob("*.*"))


def test_the_words_are_stored(browser):
    number = send(browser, photograph()).json()["id"]
    image = Image.objects.get(pk=number)
    answer = browser.post(describe(image), WORDS)
    assert answer.json()["is_ready"] is True
    image.refresh_from_db()
    assert (image.alt, image.caption, image.credit) == tuple(WORDS.values())


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"alt": ""}, "alt"),
        ({"alt": "IMG_1.jpg"}, "alt"),
        ({"is_decorative": "on"}, "alt"),
        ({"credit": ""}, "credit"),
        ({"caption": "x" * 301}, "caption"),
    ],
)
def test_missing_words_are_asked_for_at_their_field(browser, words, field):
    image = make_image()
    answer = browser.post(describe(image), WORDS | words)
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [field]


def test_a_picture_that_is_gone_is_no_error_page(browser):
    answer = browser.post(reverse("admin:media_describe", args=[9_999]), WORDS)
    assert answer.status_code == 400
    assert "không còn" in answer.json()["errors"]["file"][0]


def test_what_goes_into_a_text_has_size_words_and_credit(browser):
    image = make_image(alt='Cầu "mới"', caption="Cầu <b>.", credit="Lan & Nam")
    markup = browser.get(LIST).json()["items"][0]["html"]
    assert f'src="{image.src}" width="640" height="480" alt="Cầu &quot;mới&quot;"' in markup
    assert "Cầu &lt;b&gt;." in markup
    assert '<span class="credit">Ảnh: Lan &amp; Nam</span>' in markup


TAKE_OVER = reverse("admin:media_take_over")
ELSEWHERE = "https://anh.example/cau.jpg"


@pytest.fixture
def elsewhere(monkeypatch):
    """Another site, with one photograph."""

    def answer(url: str, *, max_bytes: int) -> bytes:
        if url != ELSEWHERE:
            raise FetchError("Trang ấy trả lời mã 404.")
        return photograph()

    monkeypatch.setattr("portal.core.media.library.fetch", answer)


def test_a_picture_of_another_site_is_taken_over_with_its_source(browser, elsewhere):
    answer = browser.post(TAKE_OVER, {"url": ELSEWHERE})
    assert answer.status_code == 201
    image = Image.objects.get()
    assert image.source_url == ELSEWHERE
    assert answer.json()["html"].startswith(f'<figure><img src="{image.src}"')
    assert browser.post(TAKE_OVER, {"url": ELSEWHERE}).json()["id"] == image.pk


def test_what_cannot_be_had_is_said(browser, elsewhere):
    answer = browser.post(TAKE_OVER, {"url": "https://anh.example/khong-co.jpg"})
    assert answer.status_code == 400
    assert answer.json()["errors"]["file"] == ["Trang ấy trả lời mã 404."]


def test_what_is_no_picture_there_is_none_here(browser, monkeypatch):
    monkeypatch.setattr("portal.core.media.library.fetch", lambda url, max_bytes: b"<html>")
    answer = browser.post(TAKE_OVER, {"url": ELSEWHERE})
    assert answer.status_code == 400
    assert not Image.objects.exists()


def calls(browser: Client) -> list[int]:
    image = make_image()
    answers = [
        browser.get(LIST),
        browser.post(UPLOAD, {"file": upload(photograph())}),
        browser.post(TAKE_OVER, {"url": ELSEWHERE}),
        browser.post(describe(image), WORDS),
    ]
    return [answer.status_code for answer in answers]


def test_strangers_are_sent_to_the_door():
    assert calls(Client()) == [302, 302, 302, 302]
    assert Image.objects.count() == 1


def test_an_account_without_the_desk_gets_nothing(sign_in):
    assert calls(sign_in(make_user(AccountRole.USER_ADMIN))) == [403, 403, 403, 403]
    assert Image.objects.count() == 1


def test_nothing_is_stored_without_the_token_of_the_form():
    user, image = make_user(AccountRole.CONTRIBUTOR), make_image()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(user)
    assert browser.post(UPLOAD, {"file": upload(photograph())}).status_code == 403
    assert browser.post(describe(image), WORDS).status_code == 403
    assert Image.objects.count() == 1


@pytest.mark.parametrize("url", [UPLOAD, TAKE_OVER, "describe"])
def test_looking_changes_nothing(browser, url):
    url = describe(make_image()) if url == "describe" else url
    assert browser.get(url).status_code == 405


@pytest.mark.parametrize(
    "page",
    ["admin:news_article_add", "admin:news_author_add", "admin:identity_identity_changelist"],
)
def test_every_field_of_a_picture_offers_the_library(sign_in, page):
    text = sign_in(make_superuser()).get(reverse(page), follow=True).text
    assert "data-pictures" in text
    assert 'id="picture-library"' in text
