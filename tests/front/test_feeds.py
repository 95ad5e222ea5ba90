"""Feeds: well-formed, absolute, dated, signed; of the whole portal and of each category."""

import json
from calendar import timegm
from datetime import UTC, datetime
from time import struct_time
from xml.etree import ElementTree

import feedparser
import pytest
from django.urls import reverse

from news.models import Article
from portal.core.content import State
from portal.front.feeds import FEED_LENGTH
from tests.crowds import make_more
from tests.factories import make_article, make_author, make_category, make_superuser, renew

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

AT = datetime(2026, 5, 20, 1, 30, 15, tzinfo=UTC)
NASTY = 'Cầu <b>"mới"</b> & đường ]]> cũ'


@pytest.fixture
def article():
    """An article whose title has all that XML minds."""
    return make_article(
        title=NASTY,
        summary="Nối hai bờ <sông> & rút ngắn 31 km.",
        body="<p>Thân bài.</p>",
        category=make_category("Hạ tầng & cầu", parent=make_category("Đô thị")),
        authors=(
            make_author("Vũ Thu Phương", pen_name="Thu Phương"),
            make_author("Đặng Minh Quang", pen_name="Minh Quang"),
        ),
        at=AT,
    )


def moment(parsed: struct_time) -> datetime:
    """Return the moment that feedparser read, in UTC."""
    return datetime.fromtimestamp(timegm(parsed), UTC)


def xml_feeds(article) -> dict[str, str]:
    """Return the address of every XML feed that has the article."""
    own = article.category
    return {
        "RSS": reverse("front:rss"),
        "Atom": reverse("front:atom"),
        "RSS of the category": reverse("front:category-rss", args=[own.path]),
        "Atom of the category": reverse("front:category-atom", args=[own.path]),
        "RSS of the category above": reverse("front:category-rss", args=[own.parent.path]),
        "Atom of the category above": reverse("front:category-atom", args=[own.parent.path]),
    }


KINDS = ("RSS", "Atom") + tuple(
    f"{kind} of the category{above}" for kind in ("RSS", "Atom") for above in ("", " above")
)


@pytest.fixture(params=KINDS)
def answer(request, article, client):
    """The answer of each XML feed in turn."""
    return client.get(xml_feeds(article)[request.param])


def test_a_feed_has_the_article_with_title_sapo_date_byline_and_category(answer, article):
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    [entry] = feed.entries
    assert entry.title.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == NASTY
    assert "31 km" in entry.summary
    assert moment(entry.published_parsed) == AT
    assert entry.author == "Thu Phương – Minh Quang"
    assert [tag.term for tag in entry.tags] == ["Hạ tầng & cầu"]
    assert entry.link == f"http://testserver{article.get_absolute_url()}"


def test_a_reader_knows_an_article_again_when_title_and_address_have_changed(article, client):
    def ids() -> set[str]:
        feeds = [feedparser.parse(client.get(url).content) for url in xml_feeds(article).values()]
        [json_item] = json.loads(client.get(reverse("front:json-feed")).content)["items"]
        return {feed.entries[0].id for feed in feeds} | {json_item["id"]}

    before = ids()
    article.title, article.slug = "Tên khác", "ten-khac"
    renew(article)
    assert ids() == before == {f"tag:testserver,2026:bai-viet/{article.pk}"}


def test_a_feed_is_well_formed_and_every_address_in_it_is_absolute(answer):
    root = ElementTree.fromstring(answer.content)  # noqa: S314 -- the portal's own answer
    texts = [e.text or "" for e in root.iter() if e.tag.split("}")[-1] == "link"]
    hrefs = [e.attrib["href"] for e in root.iter() if "href" in e.attrib]
    addresses = [text for text in texts + hrefs if text.strip()]
    assert len(addresses) >= 3
    assert all(address.startswith("http://testserver/") for address in addresses), addresses


def test_a_feed_is_marked_as_vietnamese(answer):
    assert feedparser.parse(answer.content).feed.language == "vi"


def test_every_address_of_a_feed_is_the_public_one_where_that_is_set(article, client, settings):
    settings.SITE_URL = "https://minhgiang.example"
    for url in [*xml_feeds(article).values(), reverse("front:json-feed")]:
        assert "testserver" not in client.get(url).content.decode(), url


def test_atom_says_when_the_feed_and_the_article_changed(article, client):
    feed = feedparser.parse(client.get(reverse("front:atom")).content)
    assert moment(feed.feed.updated_parsed) == AT
    assert moment(feed.entries[0].updated_parsed) == AT


@pytest.mark.every_database
def test_a_feed_of_a_category_has_its_name_and_only_its_articles(article, client):
    make_article(title="Tin của mục khác")
    feed = feedparser.parse(client.get(xml_feeds(article)["RSS of the category"]).content)
    assert feed.feed.title.startswith("Hạ tầng & cầu")
    assert len(feed.entries) == 1
    assert len(feedparser.parse(client.get(reverse("front:rss")).content).entries) == 2


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_a_feed_without_articles_is_a_feed_all_the_same(client, kind):
    feed = feedparser.parse(client.get(reverse(f"front:{kind}")).content)
    assert not feed.bozo
    assert feed.entries == []
    category = make_category()
    url = reverse(f"front:category-{kind}", args=[category.path])
    assert feedparser.parse(client.get(url).content).entries == []


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_a_feed_of_an_unknown_category_is_not_found(client, kind):
    assert client.get(f"/chuyen-muc/khong-co/{kind}.xml").status_code == 404


def test_the_json_feed_has_what_the_format_asks_for(article, client):
    answer = client.get(reverse("front:json-feed"))
    assert answer["Content-Type"] == "application/feed+json; charset=utf-8"
    feed = json.loads(answer.content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "http://testserver/feed.json"
    assert feed["home_page_url"] == "http://testserver/"
    url = f"http://testserver{article.get_absolute_url()}"
    assert feed["items"] == [
        {
            "id": f"tag:testserver,2026:bai-viet/{article.pk}",
            "url": url,
            "title": NASTY,
            "summary": "Nối hai bờ <sông> & rút ngắn 31 km.",
            "content_html": "<p>Thân bài.</p>",
            "date_published": "2026-05-20T08:30:15+07:00",
            "authors": [{"name": "Thu Phương"}, {"name": "Minh Quang"}],
            "tags": ["Hạ tầng & cầu"],
            "language": "vi",
        }
    ]


def test_an_empty_portal_has_an_empty_json_feed(client):
    assert json.loads(client.get(reverse("front:json-feed")).content)["items"] == []


@pytest.mark.every_database
def test_a_feed_has_the_newest_first_and_no_more_than_its_length(client):
    oldest = make_article()
    articles = [oldest, *make_more(oldest, FEED_LENGTH)]
    titles = [f"Tin số {number}" for number, _ in enumerate(articles)]
    for article, title in zip(articles, titles, strict=True):
        Article.objects.filter(pk=article.pk).update(title=title)
    make_article(State.DRAFT, category=oldest.category)
    rss, atom, json_feed = (
        client.get(reverse(f"front:{name}")).content for name in ("rss", "atom", "json-feed")
    )
    entries = {
        "RSS": feedparser.parse(rss).entries,
        "Atom": feedparser.parse(atom).entries,
        "JSON": json.loads(json_feed)["items"],
    }
    for name, found in entries.items():
        assert [entry["title"] for entry in found] == titles[:0:-1], name


@pytest.mark.every_database
@pytest.mark.parametrize("name", ["rss", "atom", "json-feed"])
def test_a_feed_costs_the_same_for_one_article_and_for_many(
    client, name, django_assert_max_num_queries
):
    by, category = make_superuser(), make_category()
    for _ in range(5):
        make_article(by=by, category=category, authors=(make_author(),))
    with django_assert_max_num_queries(3):
        client.get(reverse(f"front:{name}"))


@pytest.mark.parametrize("name", ["rss", "atom", "json-feed"])
def test_feeds_are_for_reading_only(client, name):
    assert client.post(reverse(f"front:{name}")).status_code == 405
