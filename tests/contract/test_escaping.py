"""Words that people wrote stay words: on pages, in feeds, in data for search engines."""

import json
import re
from html import unescape
from xml.etree import ElementTree

import pytest
from django.test import Client

from tests.contract.hostile import ADDRESS, ATTACK
from tests.contract.pages import Page, parse
from tests.contract.registry import Part
from tests.contract.stages import on_contracts

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

each_hostile = on_contracts("hostile")
FEEDS = ("RSS", "Atom")
FEED = re.compile(r"<(rss|feed)\b")
DESCRIPTIONS = ("channel/item/description", "{*}entry/{*}summary")
"""What both formats call HTML; titles are plain text in both."""


@pytest.fixture(scope="module")
def texts(hostile) -> dict[str, str]:
    """Read every public page once."""
    return {n: Client().get(url).content.decode() for n, url in hostile.public_pages().items()}


@pytest.fixture(scope="module")
def html(texts):
    """Return the texts of the HTML pages."""
    return {n: text for n, text in texts.items() if text.lstrip().startswith("<!doctype html>")}


@pytest.fixture(scope="module")
def own_page(hostile, html) -> Page:
    """Return the page of the item, taken apart."""
    return parse(html[hostile.stage.contract.own_page])


@pytest.fixture(scope="module")
def feeds(texts) -> dict[str, str]:
    """Return the texts of the feeds in XML, known by their first element."""
    return {name: text for name, text in texts.items() if FEED.search(text, 0, 200)}


@each_hostile
def test_no_page_has_the_attack_as_an_element(texts):
    raw = [n for n, text in texts.items() if "<script>alert" in text.lower() and n != "JSON feed"]
    assert not raw


@each_hostile
def test_no_page_lets_the_attack_out_of_an_attribute(html):
    assert {name: found for name, text in html.items() if (found := parse(text).handlers)} == {}


@each_hostile
def test_readers_see_the_words_as_they_were_written(hostile, own_page):
    summary = {"class": hostile.stage.contract.summary_class}
    assert own_page.all("h1")[0].text == ATTACK
    assert own_page.all("p", **summary)[0].text == ATTACK
    assert own_page.all("meta", name="description")[0]["content"] == ATTACK
    assert ATTACK in own_page.all("title")[0].text


@on_contracts("hostile", Part.AUTHORS)
def test_readers_see_the_name_of_an_author_as_it_was_written(own_page):
    assert own_page.all("a", rel="author")[0].text == ATTACK


@on_contracts("hostile", Part.PICTURE)
def test_readers_see_the_words_below_a_picture_as_they_were_written(own_page):
    assert ATTACK in own_page.all("figcaption")[0].text


@on_contracts("hostile", Part.SOURCE)
def test_readers_see_the_name_of_a_source_as_it_was_written(own_page):
    assert own_page.all("a", href=ADDRESS)[0].text == ATTACK


@each_hostile
def test_lists_show_the_words_as_they_were_written(hostile, html):
    contract, address = hostile.stage.contract, hostile.stage.item.get_absolute_url()
    # The search of the contract asks for a word that the title no longer has.
    lists = [place for place in contract.lists if place != "search"]
    lists += [p for p in ("home page", "sidebar of another article") if contract.has(p)]
    for place in (*lists, "search for the attack"):
        assert ATTACK in {link.text for link in parse(html[place]).all("a", href=address)}, place


@each_hostile
def test_data_for_search_engines_is_valid_and_cannot_close_its_element(html):
    texts = data_for_search_engines(*map(parse, html.values()))
    assert texts
    assert not [text for text in texts if "<" in text or ">" in text]
    assert all(json.loads(text)["@context"] == "https://schema.org" for text in texts)


@on_contracts("hostile", Part.NEWS_DATA)
def test_data_for_search_engines_names_title_author_and_section(hostile, own_page):
    data = [json.loads(text) for text in data_for_search_engines(own_page)]
    assert len(data) > 1
    article = next(each for each in data if each["@type"] == "NewsArticle")
    assert article["headline"] == ATTACK
    assert article["author"][0]["name"] == ATTACK
    assert article["articleSection"] == hostile.stage.own.name
    assert article["description"] == ATTACK


@each_hostile
def test_a_type_appears_in_all_the_feeds_of_its_contract(hostile, feeds):
    assert len(feeds) == hostile.stage.contract.feeds


@on_contracts("hostile", *FEEDS)
def test_feeds_are_well_formed_and_hold_the_words(feeds):
    assert feeds
    for text in feeds.values():
        tree = ElementTree.fromstring(text)  # noqa: S314 -- the portal's own feed
        assert ATTACK in {unescape(element.text or "") for element in tree.iter()}


@on_contracts("hostile", *FEEDS)
def test_a_feed_reader_that_shows_descriptions_as_html_runs_nothing(feeds):
    for text in feeds.values():
        tree = ElementTree.fromstring(text)  # noqa: S314 -- the portal's own feed
        shown = [e.text or "" for tag in DESCRIPTIONS for e in tree.iterfind(tag)]
        assert shown
        assert [found for html in shown if (found := parse(html).handlers)] == []


@on_contracts("hostile", "JSON feed")
def test_the_json_feed_is_valid_and_never_read_as_html(hostile):
    answer = Client().get(hostile.stage.url("JSON feed"))
    item = next(i for i in answer.json()["items"] if i["title"] == ATTACK)
    assert item["summary"] == ATTACK
    assert item["authors"] == [{"name": ATTACK}]
    assert answer["Content-Type"] == "application/feed+json; charset=utf-8"
    assert answer["X-Content-Type-Options"] == "nosniff"


@on_contracts("hostile", Part.SHARE_LINKS)
def test_share_links_keep_the_words_within_their_address(own_page):
    links = [link["href"] for link in own_page.all("a")]
    shared = [link for link in links if link.startswith(("mailto:", "https://www.facebook"))]
    assert len(shared) >= 2
    assert not [link for link in shared if set(link) & set("<>\"' ")]


def data_for_search_engines(*pages: Page) -> list[str]:
    """Return what stands in the elements that search engines read."""
    return [
        script.text for page in pages for script in page.all("script", type="application/ld+json")
    ]
