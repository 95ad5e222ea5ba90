"""Words that people wrote stay words: on pages, in feeds, in data for search engines."""

import json
from html import unescape
from xml.etree import ElementTree

import pytest
from django.test import Client

from tests.contract.hostile import ADDRESS, ATTACK, Hostile, build_hostile
from tests.contract.pages import parse
from tests.contract.registry import CONTRACTS

pytestmark = pytest.mark.django_db

FEEDS = ("RSS", "Atom")
DESCRIPTIONS = ("channel/item/description", "{*}entry/{*}summary")
"""What both formats call HTML; titles are plain text in both."""


@pytest.fixture(scope="module", params=CONTRACTS, ids=lambda contract: contract.name)
def hostile(request, module_db, frozen) -> Hostile:
    return build_hostile(request.param)


@pytest.fixture(scope="module")
def texts(hostile) -> dict[str, str]:
    """Read every public page once."""
    return {n: Client().get(url).content.decode() for n, url in hostile.public_pages().items()}


@pytest.fixture(scope="module")
def html(texts):
    """Return the texts of the HTML pages."""
    return {n: text for n, text in texts.items() if text.lstrip().startswith("<!doctype html>")}


def test_no_page_has_the_attack_as_an_element(texts):
    raw = [n for n, text in texts.items() if "<script>alert" in text.lower() and n != "JSON feed"]
    assert not raw


def test_no_page_lets_the_attack_out_of_an_attribute(html):
    assert {name: found for name, text in html.items() if (found := parse(text).handlers)} == {}


def test_readers_see_the_words_as_they_were_written(hostile, html):
    page = parse(html["its own page"])
    assert page.all("h1")[0].text == ATTACK
    assert page.all("p", **{"class": "article__summary"})[0].text == ATTACK
    assert page.all("meta", name="description")[0]["content"] == ATTACK
    assert page.all("a", rel="author")[0].text == ATTACK
    assert ATTACK in page.all("title")[0].text
    assert ATTACK in page.all("figcaption")[0].text
    assert page.all("a", href=ADDRESS)[0].text == ATTACK


def test_lists_show_the_words_as_they_were_written(hostile, html):
    address = hostile.stage.item.get_absolute_url()
    lists = ("home page", "page of its author", "sidebar of another article")
    for place in (*lists, "search for the attack"):
        assert ATTACK in {link.text for link in parse(html[place]).all("a", href=address)}


def test_data_for_search_engines_is_valid_and_cannot_close_its_element(hostile, html):
    scripts = [
        script.text
        for text in html.values()
        for script in parse(text).all("script", type="application/ld+json")
    ]
    assert len(scripts) > 2
    assert not [text for text in scripts if "<" in text or ">" in text]
    headlines = {json.loads(text).get("headline") for text in scripts}
    assert ATTACK in headlines


def test_data_for_search_engines_names_author_and_section(hostile, html):
    page = parse(html["its own page"])
    data = [json.loads(s.text) for s in page.all("script", type="application/ld+json")]
    article = next(each for each in data if each["@type"] == "NewsArticle")
    assert article["author"][0]["name"] == ATTACK
    assert article["articleSection"] == hostile.stage.own.name
    assert article["description"] == ATTACK


def test_feeds_are_well_formed_and_hold_the_words(texts):
    feeds = {name: text for name, text in texts.items() if name.startswith(FEEDS)}
    assert len(feeds) == 5
    for text in feeds.values():
        tree = ElementTree.fromstring(text)  # noqa: S314 -- the portal's own feed
        assert ATTACK in {unescape(element.text or "") for element in tree.iter()}


def test_a_feed_reader_that_shows_descriptions_as_html_runs_nothing(texts):
    for name, text in texts.items():
        if not name.startswith(FEEDS):
            continue
        tree = ElementTree.fromstring(text)  # noqa: S314 -- the portal's own feed
        shown = [e.text or "" for tag in DESCRIPTIONS for e in tree.iterfind(tag)]
        assert shown
        assert [found for html in shown if (found := parse(html).handlers)] == []


def test_the_json_feed_is_valid_and_never_read_as_html(hostile):
    answer = Client().get(hostile.stage.url("JSON feed"))
    item = next(i for i in answer.json()["items"] if i["title"] == ATTACK)
    assert item["summary"] == ATTACK
    assert item["authors"] == [{"name": ATTACK}]
    assert answer["Content-Type"] == "application/feed+json; charset=utf-8"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_share_links_keep_the_words_within_their_address(hostile, html):
    links = [link["href"] for link in parse(html["its own page"]).all("a")]
    shared = [link for link in links if link.startswith(("mailto:", "https://www.facebook"))]
    assert len(shared) >= 2
    assert not [link for link in shared if set(link) & set("<>\"' ")]
