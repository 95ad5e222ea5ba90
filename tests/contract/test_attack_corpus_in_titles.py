"""The whole corpus of attacks in titles and summaries, which are words and nothing else."""

from collections.abc import Iterator
from html import unescape
from itertools import cycle
from xml.etree import ElementTree

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from news.models import Article
from portal.core.content import SUMMARY_MAX_LENGTH, TITLE_MAX_LENGTH
from tests.contract.harmless import harm
from tests.core.attack_corpus import everything
from tests.factories import make_article, make_category, make_superuser

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]


def packed() -> Iterator[tuple[str, str]]:
    """Return titles and summaries that hold all attacks between them."""
    attacks = [" ".join(attack.split())[:TITLE_MAX_LENGTH] for attack in everything()]
    texts, limits = [""], cycle([TITLE_MAX_LENGTH, SUMMARY_MAX_LENGTH])
    limit = next(limits)
    for words in attacks:
        if len(texts[-1]) + len(words) >= limit:
            texts.append("")
            limit = next(limits)
        texts[-1] = f"{texts[-1]} {words}".strip()
    return in_pairs([*texts, "hết"] if len(texts) % 2 else texts)


def in_pairs(texts: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the texts two by two."""
    return zip(texts[::2], texts[1::2], strict=True)


@pytest.fixture(scope="module")
def category(module_db):
    """A category full of attacks: each stands in a title or in a summary."""
    with transaction.atomic():
        category, by = make_category("Mục thử"), make_superuser()
        for title, summary in packed():
            make_article(by=by, category=category, title=title, summary=summary)
        yield category
        transaction.set_rollback(True)


def pages_of(client: Client, address: str) -> Iterator[str]:
    """Yield a list page by page."""
    for number in range(1, 9):
        answer = client.get(address, {"trang": number})
        if answer.status_code != 200:
            return
        yield answer.content.decode()


def test_lists_of_readers_show_words(category, client):
    pages = list(pages_of(client, category.get_absolute_url()))
    pages += [client.get(reverse(name)).content.decode() for name in ("front:home",)]
    pages += [
        client.get(reverse("front:search"), {"q": w}).content.decode() for w in ("alert", "1")
    ]
    assert len(pages) > 4
    assert [found for page in pages if (found := harm(page))] == []


def test_articles_and_their_previews_show_words(category, desk):
    articles = list(Article.objects.filter(category=category))
    assert len(articles) > 40
    pages = [desk.get(article.get_absolute_url()) for article in articles[::3]]
    previews = [f"admin:news_article_preview_{part}" for part in ("page", "cards")]
    some = articles[1::6]
    pages += [desk.get(reverse(name, args=[article.pk])) for name in previews for article in some]
    assert {page.status_code for page in pages} == {200}
    assert [found for page in pages if (found := harm(page.content.decode()))] == []


def test_the_desk_shows_words(category, desk):
    change, history = "admin:news_article_change", "admin:news_article_history"
    some = Article.objects.filter(category=category)[::12]
    addresses = [reverse("admin:index")]
    addresses += [f"{reverse('admin:news_article_changelist')}?p={n}" for n in range(1, 3)]
    addresses += [reverse(name, args=[a.pk]) for a in some for name in (change, history)]
    pages = {address: desk.get(address, follow=True).content.decode() for address in addresses}
    assert {address: found for address, html in pages.items() if (found := harm(html))} == {}


@pytest.mark.parametrize("name", ["front:rss", "front:atom"])
def test_feeds_are_well_formed_and_hold_words(category, client, name):
    tree = ElementTree.fromstring(client.get(reverse(name)).content)  # noqa: S314 -- our own
    texts = [element.text or "" for element in tree.iter()]
    assert [text for text in texts if "alert(1)" in text]
    shown = [
        e.text or ""
        for tag in ("description", "summary")
        for e in tree.iter()
        if e.tag.endswith(tag)
    ]
    assert [found for html in shown if (found := harm(html))] == []
    assert [text for text in map(unescape, texts) if "alert(1)" in text]


def test_the_feed_in_json_holds_the_words_as_they_were_written(category, client):
    items = client.get(reverse("front:json-feed")).json()["items"]
    titles = set(Article.objects.filter(category=category).values_list("title", flat=True))
    assert {item["title"] for item in items} <= titles
    assert [found for item in items if (found := harm(item["content_html"]))] == []
