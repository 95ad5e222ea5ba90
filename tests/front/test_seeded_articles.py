"""What `manage.py seed_articles` has made: articles that the portal takes for real ones."""

from collections.abc import Iterator
from dataclasses import asdict

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from categories.models import Category
from news import listings
from news.models import Article, ArticleTag, Byline, Placement
from portal.core.accounts.models import User
from portal.core.content import State, Status
from portal.core.richtext import clean_html
from portal.core.search.models import SearchEntry
from portal.core.search.words import digest, indexed_words
from portal.core.text import plain_text, word_count
from portal.core.workflow.models import Revision
from tests.front.seeding import COUNT, few_words, seed

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def seeded(module_db) -> Iterator[None]:
    """A demo into which articles were seeded, once for all tests."""
    with override_settings(DEMO=True), few_words():
        seed()
        yield


def rows(model, *columns):
    return sorted(model.objects.values_list(*columns))


def test_every_article_is_what_the_form_would_have_accepted():
    for article in Article.objects.all():
        article.full_clean()
        assert clean_html(str(article.body)) == article.body
        assert article.slug == article.slug_of_title
        assert 200 <= word_count(plain_text(article.body)) <= 400


def test_the_index_holds_the_words_that_folding_gives():
    assert SearchEntry.objects.count() == COUNT
    for article in Article.objects.all():
        entry = SearchEntry.objects.get(object_id=article.pk)
        right = indexed_words(article.title, article.search_parts(), entry.published_at)
        assert asdict(right) == {name: getattr(entry, name) for name in asdict(right)}
        assert entry.digest == digest(article.title, article.search_parts())
        assert (entry.status, entry.published_at, entry.expires_at) == (
            article.status,
            article.published_at,
            article.expires_at,
        )


def test_the_lists_are_those_that_refreshing_would_make():
    placements = ("article", "category", "listed_at")
    made = rows(Placement, *placements), rows(Byline, "pk", "listed_at")
    tagged = rows(ArticleTag, "pk", "listed_at")

    for article in Article.objects.all():
        listings.refresh(article)

    assert made == (rows(Placement, *placements), rows(Byline, "pk", "listed_at"))
    assert tagged == rows(ArticleTag, "pk", "listed_at")
    assert Article.further_categories.through.objects.exists()


def test_every_live_article_stands_in_all_its_lists():
    for article in Article.objects.published():
        found = Article.objects.published().filter(pk=article.pk)
        lineage = article.category.path.split("/")
        above = ["/".join(lineage[: depth + 1]) for depth in range(len(lineage))]
        for category in Category.objects.filter(path__in=above):
            assert found.in_category(category).exists()
        assert 1 <= len(article.byline_authors) <= 2
        for author in article.byline_authors:
            assert found.by_author(author).exists()
        assert len(article.tag_list) <= 3
        for tag in article.tag_list:
            assert found.tagged(tag).exists()


@pytest.mark.parametrize(
    "state", [State.LIVE, State.DRAFT, State.SCHEDULED, State.WITHDRAWN, State.EXPIRED]
)
def test_every_state_of_an_archive_occurs(state):
    found = Article.objects.in_state(state).count()

    assert found == (COUNT - 4 if state is State.LIVE else 1)


def test_the_archive_grows_from_its_oldest_article_to_now():
    column = Article.objects.published().order_by("pk").values_list("published_at", flat=True)
    dates = [at for at in column if at is not None]

    assert dates == sorted(dates)
    ages = [(timezone.now() - at).days for at in dates]
    assert 600 <= ages[0] <= 730
    assert ages[len(ages) // 2] < ages[0] / 2


def test_what_is_not_public_is_nowhere_to_be_read():
    browser = Client()
    pages = [
        browser.get(address).text
        for address in ("/", "/rss.xml", "/sitemap-tin-0.xml", f"/tin/{timezone.now().year}/")
    ]
    hidden = Article.objects.exclude(pk__in=Article.objects.published())

    assert hidden.count() == 4
    for article in hidden:
        assert browser.get(article.get_absolute_url()).status_code in {404, 410}
        assert not any(article.get_absolute_url() in page for page in pages)


def test_drafts_carry_no_date_and_stand_in_no_list():
    drafts = Article.objects.filter(status=Status.DRAFT)

    assert [draft.first_published_at for draft in drafts] == [None]
    assert not Placement.objects.filter(article__in=drafts, listed_at__isnull=False).exists()


def test_articles_do_without_pictures_where_there_are_none():
    assert not Article.objects.filter(lead_image__isnull=False).exists()


def test_nobody_can_use_the_account_that_wrote_the_articles():
    account = User.objects.get(username="seed")

    assert {article.created_by for article in Article.objects.all()} == {account}
    assert not account.is_active
    assert not account.is_staff
    assert not account.has_usable_password()


def test_no_history_is_written():
    assert not Revision.objects.exists()
