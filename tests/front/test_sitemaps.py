"""The site map for machines, robots.txt, and the site map for people."""

from datetime import datetime
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from categories.models import Category
from portal.core.content import State
from portal.front import sitemaps
from tests.factories import make_article, make_category, make_superuser

pytestmark = pytest.mark.django_db

HOST = "http://testserver"
_NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def texts(xml: bytes, tag: str) -> list[str]:
    """Return what stands in every element of one name."""
    root = ElementTree.fromstring(xml)  # noqa: S314 -- the portal's own answer
    return [element.text or "" for element in root.iter(f"{_NAMESPACE}{tag}")]


def located(client, url: str) -> list[str]:
    """Return the addresses that a site map names, in its order."""
    answer = client.get(url)
    assert (answer.status_code, answer["X-Robots-Tag"]) == (200, "noindex")
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    return texts(answer.content, "loc")


@pytest.fixture
def articles(monkeypatch):
    """Live articles on both sides of the border between two parts, and hidden ones between."""
    by, category = make_superuser(), make_category()
    live = []
    for state in (State.LIVE, State.DRAFT, State.LIVE, State.WITHDRAWN, State.LIVE, State.LIVE):
        article = make_article(state, by=by, category=category)
        live += [article] * (state is State.LIVE)
    monkeypatch.setattr(sitemaps, "STRETCH", live[2].pk)
    return live


def test_the_parts_together_have_every_live_article_once_and_every_list(client, articles):
    parts = located(client, reverse("front:sitemap"))
    assert parts == [f"{HOST}/sitemap-{name}.xml" for name in ("trang", "tin-0", "tin-1")]
    found = [loc for part in parts for loc in located(client, part.removeprefix(HOST))]
    wanted = [f"{HOST}/", f"{HOST}/so-do-cong/"]
    wanted += [HOST + category.get_absolute_url() for category in Category.objects.all()]
    wanted += [HOST + article.get_absolute_url() for article in articles]
    assert sorted(found) == sorted(wanted)


def test_the_border_between_two_parts_belongs_to_the_second(client, articles):
    urls = [HOST + article.get_absolute_url() for article in articles]
    assert located(client, "/sitemap-tin-0.xml") == urls[:2]
    assert located(client, "/sitemap-tin-1.xml") == urls[2:]


def test_every_address_in_the_site_map_answers(client, articles):
    for part in located(client, reverse("front:sitemap")):
        for url in located(client, part.removeprefix(HOST)):
            assert client.get(url.removeprefix(HOST)).status_code == 200, url


def test_an_article_says_when_it_was_published(client, articles):
    dates = texts(client.get("/sitemap-tin-0.xml").content, "lastmod")
    wanted = [article.published_at.replace(microsecond=0) for article in articles[:2]]
    assert [datetime.fromisoformat(date) for date in dates] == wanted


def test_a_part_stays_below_what_the_protocol_allows():
    assert sitemaps.STRETCH <= 50_000


def test_a_part_beyond_the_last_article_is_empty(client, articles):
    assert located(client, "/sitemap-tin-999999999.xml") == []


def test_an_empty_portal_has_a_site_map(client):
    for part in located(client, reverse("front:sitemap")):
        located(client, part.removeprefix(HOST))


@pytest.mark.parametrize("name", ["tin", "tin-", "tin-abc", "tin--1", "anh", "tin-" + "9" * 10])
def test_a_part_of_another_name_is_not_found(client, name):
    assert client.get(f"/sitemap-{name}.xml").status_code == 404


@pytest.mark.parametrize("url", ["/sitemap.xml", "/sitemap-trang.xml", "/robots.txt"])
def test_the_public_address_stands_where_it_is_set(client, settings, url):
    settings.SITE_URL = "https://minhgiang.example"
    text = client.get(url).content.decode()
    assert "https://minhgiang.example/" in text
    assert "testserver" not in text


def test_robots_keep_out_of_search_results_and_find_the_site_map(client):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /tim-kiem/",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_robots_do_not_name_the_desk(client, settings):
    assert settings.ADMIN_PATH not in client.get("/robots.txt").content.decode()


def test_robots_keep_out_of_a_demo_altogether(client, settings):
    settings.DEMO = True
    assert "Disallow: /" in client.get("/robots.txt").content.decode().splitlines()


def test_the_map_for_people_has_every_category_and_every_year(client):
    hidden = make_category("Mục không có trên menu", show_in_menu=False)
    year = make_article(category=hidden).published_at.year
    text = client.get(reverse("front:site-map")).content.decode()
    for category in Category.objects.all():
        assert f'href="{category.get_absolute_url()}"' in text
    assert f'href="/tin/{year}/"' in text


def test_the_map_for_people_of_an_empty_portal_has_no_years(client):
    assert "Tin theo năm" not in client.get(reverse("front:site-map")).content.decode()
