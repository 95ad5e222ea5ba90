"""Nothing that an editor can paste makes a feed or a site map that machines cannot read."""

from xml.etree import ElementTree

import feedparser
import pytest
from django.urls import reverse

from tests.factories import make_article, make_author, make_category

pytestmark = pytest.mark.django_db

REFUSED_BY_XML = "\x00\x01\x08\x0b\x0c\x0e\x1f\ufffe\uffff"
PASTED = f"Cầu{REFUSED_BY_XML} mới\u2028 & <đẹp> \U0001f389"


@pytest.fixture(autouse=True)
def pasted():
    """An article full of what a paste from elsewhere can hold."""
    return make_article(
        title=PASTED,
        summary=PASTED,
        body=f"<p>{PASTED}</p>",
        category=make_category(f"Đô{REFUSED_BY_XML} thị riêng"),
        authors=(make_author(f"Thu{REFUSED_BY_XML} Phương"),),
    )


@pytest.mark.parametrize("name", ["rss", "atom", "sitemap"])
def test_the_answer_is_well_formed(client, name: str):
    content = client.get(reverse(f"front:{name}")).content
    assert ElementTree.fromstring(content).tag  # noqa: S314 -- the portal's own answer


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_the_words_come_through(client, name: str):
    feed = feedparser.parse(client.get(reverse(f"front:{name}")).content)
    assert not feed.bozo
    [entry] = feed.entries
    assert entry.title.startswith("Cầu mới")
    assert "\U0001f389" in entry.title
    assert entry.author == "Thu Phương"
    assert entry.tags[0].term == "Đô thị riêng"


def test_the_json_feed_holds_no_control_characters(client):
    [item] = client.get(reverse("front:json-feed")).json()["items"]
    assert not set(REFUSED_BY_XML) & set(item["title"] + item["summary"] + item["content_html"])
