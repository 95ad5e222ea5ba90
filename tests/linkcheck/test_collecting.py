"""Which addresses stand in a text; pure."""

import pytest

from portal.core.linkcheck.collecting import NOWHERE, in_markup, target_of
from portal.core.linkcheck.models import Kind
from portal.core.linkcheck.rewriting import with_address
from portal.core.linkcheck.verdicts import Place
from portal.core.richtext import clean_html


@pytest.mark.parametrize(
    ("address", "url", "place"),
    [
        ("/tin-1.html#cuoi", "/tin-1.html", Place.PAGE),
        ("tin-2.html?a=1", "/muc/tin-2.html?a=1", Place.PAGE),
        ("/media/anh/a.webp", "/media/anh/a.webp", Place.FILE),
        ("/static/css/site.css", "/static/css/site.css", Place.FILE),
        ("https://minhgiang.example/tin-1.html", "/tin-1.html", Place.PAGE),
        ("https://khac.example/a#b", "https://khac.example/a", Place.WEB),
        ("//khac.example/a", "https://khac.example/a", Place.WEB),
        ("http://[", "http://[", Place.WEB),
    ],
)
def test_an_address_leads_to_a_place(settings, address: str, url: str, place: Place):
    settings.SITE_URL = "https://minhgiang.example"
    target = target_of(address, lambda: "/muc/tin-1.html")
    assert target is not None
    assert (target.url, target.place) == (url, place)
    assert (target.host == NOWHERE) == (address == "http://[")


@pytest.mark.parametrize("address", ["", "#", "#cuoi", "mailto:a@b.vn", "tel:0238", " TEL:1"])
def test_nobody_is_to_be_asked_for_others(address: str):
    assert target_of(address) is None


def test_links_pictures_and_films_are_found_with_their_words():
    markup = (
        '<p>Xem <a href="https://khac.example/?a=1&amp;b=2">bản <strong>đầy đủ</strong></a>.</p>'
        '<figure><img src="/media/anh/a.webp" alt="Cầu"></figure>'
        '<figure class="video"><video src="/media/phim/a.mp4" poster="/media/anh/b.webp">'
        "</video></figure>"
    )
    found = {(each.kind, each.target.url, each.words) for each in in_markup("body", markup, str)}
    assert found == {
        (Kind.LINK, "https://khac.example/?a=1&b=2", "bản đầy đủ"),
        (Kind.SHOWN, "/media/anh/a.webp", "Cầu"),
        (Kind.SHOWN, "/media/phim/a.mp4", ""),
        (Kind.SHOWN, "/media/anh/b.webp", ""),
    }


OLD = clean_html(
    '<p><a href="http://cu.example/a?x=1&amp;y=2#muc">Một</a>, <a href="/b">hai</a>.</p>'
)


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("https://moi.example/", '<a href="https://moi.example/#muc" '),
        ("/a.html#dau", '<a href="/a.html#dau" '),
        ("", "<p>Một, "),
    ],
)
def test_another_address_takes_the_place_of_one(new: str, expected: str):
    text = with_address(OLD, "http://cu.example/a?x=1&y=2", new, lambda: "/")
    assert expected in text
    assert '<a href="/b" ' in text
    assert "cu.example" not in text
    assert clean_html(text) == text


def test_a_text_without_the_address_stays_as_it_is():
    assert with_address(OLD, "http://khac.example/", "/", lambda: "/") == OLD
