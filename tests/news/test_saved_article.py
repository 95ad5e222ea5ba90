"""An article as one file that a reader keeps: it needs no network and no other file."""

import re

import pytest
from django.urls import reverse

from portal.core.content import State
from portal.core.media import inline
from portal.core.media.models import Image
from tests.factories import (
    make_article,
    make_author,
    make_document,
    make_image,
    renew,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

OUTSIDE = re.compile(r'(?:src|srcset|href)="(?!data:|https?://testserver/)([^"]*)"')


def saved(article) -> str:
    return reverse("news:saved", args=[article.slug, article.pk])


def article_with(image: Image, **fields):
    body = f'<p>Thân <a href="/tin/">bài</a>.</p><figure><img src="{image.src}" alt="Hai"></figure>'
    return make_article(
        title="Khởi công cầu Bạch Sa",
        body=body,
        lead_image=image,
        authors=(make_author("Thu Phương"),),
        **fields,
    )


def test_the_page_of_an_article_offers_it(client):
    article = make_article()
    assert f'href="{saved(article)}"' in client.get(article.get_absolute_url()).text


def test_the_file_holds_text_and_pictures(client):
    answer = client.get(saved(article_with(make_image(credit="Minh Quang"))))
    text = answer.text
    for words in ("Khởi công cầu Bạch Sa", "Thân ", "Thu Phương", "Ảnh: Minh Quang"):
        assert words in text
    assert text.count('src="data:image/webp;base64,') == 2
    assert OUTSIDE.findall(text) == []


def test_it_is_kept_under_the_name_of_the_article_and_not_in_search_engines(client):
    answer = client.get(saved(make_article(title="Khởi công cầu Bạch Sa")))
    name = 'attachment; filename="khoi-cong-cau-bach-sa.html"'
    assert answer["Content-Disposition"] == name
    assert answer["X-Robots-Tag"] == "noindex"


def test_it_leads_to_the_documents_of_the_article(client):
    article, document = make_article(), make_document("Tờ khai")
    article.attachments.create(document=document)
    text = client.get(saved(article)).text
    assert f'<a href="http://testserver{document.file.url}">Tờ khai</a>' in text


def test_it_tells_of_corrections_and_where_it_is_from(client):
    article = make_article()
    renew(article, note="Số hộ đúng là 46.")
    text = client.get(saved(article)).text
    assert "Số hộ đúng là 46." in text
    assert f"http://testserver{article.get_absolute_url()}" in text


@pytest.mark.parametrize("limit", ["MAX_PICTURE", "MAX_ALL"])
def test_heavy_pictures_stay_where_they_are(client, monkeypatch, limit):
    monkeypatch.setattr(inline, limit, 10)
    image = make_image()
    text = client.get(saved(article_with(image))).text
    assert "data:" not in text
    assert text.count(f'src="{image.src}"') == 2


@pytest.mark.parametrize(
    "address", ["/media/anh/khong-co.webp", "/media/../../etc/passwd.jpg", "/static/img/mark.svg"]
)
def test_an_address_that_is_no_stored_picture_stays_as_it_is(address):
    assert inline.Inliner().address(address) == address


@pytest.mark.parametrize("state", [state for state in State if state is not State.LIVE])
def test_only_what_is_public_can_be_kept(client, state):
    assert client.get(saved(make_article(state))).status_code == 404
