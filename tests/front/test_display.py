"""Text size and colours: chosen without JavaScript, remembered in one cookie, no way elsewhere."""

import pytest
from django.urls import reverse

from portal.core.display import COOKIE, Display
from portal.core.site import local_path
from tests.factories import make_article

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

DISPLAY = reverse("front:display")


def html_tag(answer) -> str:
    """Return the first tag of a page."""
    return answer.content.decode().partition("<html")[2].partition(">")[0]


def choose(client, **fields: str):
    return client.post(DISPLAY, fields)


@pytest.mark.parametrize(
    ("fields", "attributes"),
    [
        ({"co": "lon", "mau": "toi"}, ' lang="vi" data-co="lon" data-mau="toi"'),
        ({"co": "rat-lon"}, ' lang="vi" data-co="rat-lon"'),
        ({"mau": "tuong-phan"}, ' lang="vi" data-mau="tuong-phan"'),
        ({"co": "", "mau": ""}, ' lang="vi"'),
        ({"co": '"><script>', "mau": "hồng"}, ' lang="vi"'),
    ],
)
def test_what_was_chosen_stands_on_every_page_from_then_on(client, fields, attributes):
    article = make_article()
    choose(client, **fields)
    for url in ("/", article.get_absolute_url(), DISPLAY, "/khong-co-trang-nay/"):
        assert html_tag(client.get(url)) == attributes


def test_the_form_shows_what_was_chosen(client):
    choose(client, co="lon", mau="toi")
    page = client.get(DISPLAY).content.decode()
    assert '<input type="radio" name="co" value="lon" checked>' in page
    assert '<input type="radio" name="mau" value="toi" checked>' in page
    assert '<input type="radio" name="co" value="" checked>' not in page


def test_choosing_the_device_again_forgets_the_choice(client):
    choose(client, mau="toi")
    answer = choose(client, mau="")
    assert answer.cookies[COOKIE]["max-age"] == 0
    assert html_tag(client.get("/")) == ' lang="vi"'


def test_the_choice_leads_back_to_the_page_it_was_made_on(client):
    article = make_article()
    page = client.get(f"{article.category.get_absolute_url()}?nam=2026&rac=1").content.decode()
    assert f'name="tro-lai" value="{article.category.get_absolute_url()}?nam=2026"' in page
    answer = choose(client, co="lon", **{"tro-lai": "/tin/?trang=2"})
    assert (answer.status_code, answer["Location"]) == (303, "/tin/?trang=2")


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://xau.example/",
        "//xau.example",
        "/\\xau.example",
        "\\\\xau.example",
        "///xau.example",
        "https:xau.example",
        "javascript:alert(1)",
        "/\t/xau.example",
        "\x01//xau.example",
        " //xau.example",
        "xau.example",
        "",
    ],
)
def test_no_choice_leads_to_another_site(client, elsewhere):
    assert local_path(elsewhere) == "/"
    assert choose(client, co="lon", **{"tro-lai": elsewhere})["Location"] == "/"


def test_who_chose_nothing_has_no_cookie(client):
    assert not client.get("/").cookies
    assert not client.get(DISPLAY).cookies


def test_the_cookie_is_for_this_portal_only_and_out_of_reach_of_scripts(client, settings):
    settings.SESSION_COOKIE_SECURE = True
    cookie = choose(client, co="lon").cookies[COOKIE]
    assert cookie["samesite"] == "Lax"
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["max-age"] == 365 * 24 * 3600


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://testserver"}, 303),
        ({"Origin": "https://xau.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_a_form_that_another_site_sends_is_refused(client, headers, status):
    answer = client.post(DISPLAY, {"co": "lon"}, headers=headers)
    assert answer.status_code == status
    assert (COOKIE in answer.cookies) is (status == 303)


def test_caches_keep_the_pages_of_different_choices_apart(client):
    assert "Cookie" in client.get("/")["Vary"]
    assert "Cookie" not in client.get(reverse("front:rss")).get("Vary", "")


@pytest.mark.parametrize("value", ["", ".", "lon", "lon.toi.x", "x.y", "." * 5_000, "toi.lon"])
def test_a_cookie_of_any_content_breaks_nothing(client, value):
    client.cookies[COOKIE] = value
    assert client.get("/").status_code == 200
    assert Display.from_cookie(Display.from_cookie(value).cookie) == Display.from_cookie(value)
