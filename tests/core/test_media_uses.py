"""Where a picture is used, and what follows from it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from news.models import Author
from portal.core.content import State
from portal.core.media import uses
from portal.core.media.models import Image, ImageUse
from portal.core.workflow import actions
from tests.factories import make_article, make_author, make_image, make_page, make_superuser, renew

pytestmark = pytest.mark.django_db


def body_with(image: Image) -> str:
    return f'<p>Cầu.</p><figure><img src="{image.src}" alt="Cầu"></figure>'


def test_a_picture_is_used_where_it_leads_stands_in_a_text_or_shows_a_person():
    image = make_image()
    places = [
        make_article(lead_image=image),
        make_article(State.DRAFT, body=body_with(image)),
        make_page(body=body_with(image)),
        make_author(photo=image),
    ]
    assert {(type(p), p.pk) for p in uses.places_of(image)} == {(type(p), p.pk) for p in places}


def test_an_article_that_uses_a_picture_twice_is_one_place():
    image = make_image()
    article = make_article(lead_image=image, body=body_with(image) + body_with(image))
    assert uses.places_of(image) == [article]


def test_a_text_without_the_picture_uses_it_no_longer():
    image = make_image()
    article = make_article(body=body_with(image))
    article.body = "<p>Không ảnh.</p>"
    renew(article)
    assert uses.places_of(image) == []


def test_a_deleted_draft_uses_nothing():
    image = make_image()
    article = make_article(State.DRAFT, body=body_with(image))
    actions.delete(article, by=make_superuser())
    assert uses.places_of(image) == []
    assert not ImageUse.objects.exists()


def test_a_replaced_picture_is_still_known_by_its_texts():
    image = make_image()
    article = make_article(body=body_with(image).replace(".webp", ".webp?v=3"))
    assert uses.places_of(image) == [article]


def test_uses_are_found_anew_by_a_command(capsys):
    image = make_image()
    article = make_article(body=body_with(image))
    ImageUse.objects.all().delete()
    call_command("note_picture_uses")
    assert uses.places_of(image) == [article]
    assert "Đã xem 1 nội dung." in capsys.readouterr().out


@pytest.mark.parametrize("use", ["body", "lead_image", "photo"])
def test_a_picture_in_use_is_not_deleted_and_the_desk_says_where(sign_in, use):
    image = make_image()
    makers: dict[str, Callable[[], Model]] = {
        "photo": lambda: make_author("Thu Phương", photo=image),
        "body": lambda: make_article(title="Khởi công cầu", body=body_with(image)),
        "lead_image": lambda: make_article(title="Khởi công cầu", lead_image=image),
    }
    place = makers[use]()
    desk = sign_in(make_superuser())
    url = reverse("admin:media_image_delete", args=[image.pk])
    assert str(place) in desk.get(url).text
    assert desk.post(url, {"post": "yes"}).status_code in {200, 403}
    assert Image.objects.filter(pk=image.pk).exists()
    assert image.file.storage.exists(str(image.file.name))


def test_the_form_of_a_picture_leads_to_where_it_is_used(sign_in):
    image = make_image()
    article = make_article(body=body_with(image))
    text = sign_in(make_superuser()).get(reverse("admin:media_image_change", args=[image.pk])).text
    assert reverse("admin:news_article_change", args=[article.pk]) in text


@pytest.fixture
def old_pictures() -> dict[str, Image]:
    """Pictures of last year, of which one is used by nothing."""
    made = {name: make_image(alt=name) for name in ("bài", "chữ", "người", "không")}
    make_article(lead_image=made["bài"], body=body_with(made["chữ"]))
    make_author(photo=made["người"])
    Image.objects.update(created_at=timezone.now() - timedelta(days=365))
    return made


def test_pictures_that_nothing_uses_are_listed_and_nothing_is_deleted(old_pictures, capsys):
    make_image(alt="mới")
    call_command("unused_pictures")
    out = capsys.readouterr().out
    assert "không" in out
    assert "1 ảnh" in out
    assert "mới" not in out
    assert Image.objects.count() == 5


def test_they_are_deleted_with_their_files_on_demand(
    old_pictures, django_capture_on_commit_callbacks
):
    file = old_pictures["không"].file
    with django_capture_on_commit_callbacks(execute=True):
        call_command("unused_pictures", "--delete", verbosity=0)
    assert not Image.objects.filter(pk=old_pictures["không"].pk).exists()
    assert not file.storage.exists(file.name)
    assert Image.objects.count() == 3


def test_the_list_shows_what_wants_words_and_what_nothing_uses(sign_in, old_pictures):
    Image.objects.filter(pk=old_pictures["bài"].pk).update(alt="")
    desk, url = sign_in(make_superuser()), reverse("admin:media_image_changelist")
    for choice, name in (("mo-ta", "bài"), ("khong-dung", "không")):
        listed = desk.get(url, {"can-lam": choice}).context["cl"].result_list
        assert [image.pk for image in listed] == [old_pictures[name].pk]


def test_an_author_who_goes_takes_no_picture_along():
    image = make_image()
    make_author(photo=image).delete()
    assert not Author.objects.exists()
    assert uses.places_of(image) == []
