"""`manage.py seed_articles`: made-up articles that the portal takes for real ones."""

import re
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper
from django.test import Client
from django.utils import timezone

from categories.models import Category
from news import listings
from news.models import Article, ArticleTag, Author, Byline, Placement
from portal.core.accounts.models import User
from portal.core.content import State, Status
from portal.core.richtext import clean_html
from portal.core.search.models import SearchEntry
from portal.core.text import fold, plain_text, word_count
from portal.core.workflow.models import Revision
from portal.front.seeding import prose
from portal.front.seeding.progress import ProgressBar
from portal.front.seeding.words import read_words
from tests.factories import make_image

pytestmark = pytest.mark.django_db
COUNT = 60


@pytest.fixture(autouse=True)
def demo_portal(settings, monkeypatch):
    settings.DEMO = True
    # One wording of each sentence about one place is enough to look at, and soon made.
    words = read_words()
    monkeypatch.setattr(prose, "_VARIANTS", 1)
    monkeypatch.setattr(prose, "read_words", lambda: replace(words, places=words.places[:1]))


def seed(*arguments: str) -> str:
    output = StringIO()
    call_command("seed_articles", f"--count={COUNT}", "--authors=5", *arguments, stdout=output)
    return output.getvalue()


def rows(model, *columns):
    return sorted(model.objects.values_list(*columns))


def test_as_many_articles_as_asked_for_are_added_at_every_run():
    output = seed()

    assert Article.objects.count() == COUNT
    assert f"Đã nạp {COUNT} bài" in output
    seed()
    assert Article.objects.count() == 2 * COUNT
    assert Author.objects.count() == 5


def test_nothing_is_drawn_where_no_terminal_looks():
    assert "\r" not in seed()


def test_a_terminal_sees_how_far_how_quick_and_how_long_still():
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    bar = ProgressBar(400, OutputWrapper(terminal))

    assert re.fullmatch(r"\[#{6}\.{18}\] 100/400  \d+ bài/giây  còn \d+:\d\d *", bar.line(100))
    bar.show(400)
    assert re.fullmatch(r"\r\[#{24}\] 400/400 .* còn 0:00 *\n", terminal.getvalue())


def test_the_same_seed_writes_the_same_and_another_seed_something_else():
    seed("--seed=7")
    first = list(Article.objects.order_by("pk").values_list("title", "body"))
    Article.objects.all().delete()
    seed("--seed=7")
    again = list(Article.objects.order_by("pk").values_list("title", "body"))
    Article.objects.all().delete()
    seed("--seed=8")
    other = list(Article.objects.order_by("pk").values_list("title", "body"))

    assert first == again
    assert first != other


def test_every_article_is_what_the_form_would_have_accepted():
    seed()

    for article in Article.objects.all():
        article.full_clean()
        assert clean_html(str(article.body)) == article.body
        assert article.slug == article.slug_of_title
        assert 200 <= word_count(plain_text(article.body)) <= 400


def test_the_index_holds_the_words_that_folding_gives():
    seed()

    assert SearchEntry.objects.count() == COUNT
    for article in Article.objects.all():
        entry = SearchEntry.objects.get(object_id=article.pk)
        assert entry.words == fold(article.search_text())
        assert (entry.status, entry.published_at, entry.expires_at) == (
            article.status,
            article.published_at,
            article.expires_at,
        )


def test_the_lists_are_those_that_refreshing_would_make():
    seed()
    placements = ("article", "category", "listed_at")
    made = rows(Placement, *placements), rows(Byline, "pk", "listed_at")
    tagged = rows(ArticleTag, "pk", "listed_at")

    for article in Article.objects.all():
        listings.refresh(article)

    assert made == (rows(Placement, *placements), rows(Byline, "pk", "listed_at"))
    assert tagged == rows(ArticleTag, "pk", "listed_at")
    assert Article.further_categories.through.objects.exists()


def test_every_live_article_stands_in_all_its_lists():
    seed()

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
    seed()

    found = Article.objects.in_state(state).count()

    assert found == (COUNT - 4 if state is State.LIVE else 1)


def test_the_archive_grows_from_its_oldest_article_to_now():
    seed()

    column = Article.objects.published().order_by("pk").values_list("published_at", flat=True)
    dates = [at for at in column if at is not None]

    assert dates == sorted(dates)
    ages = [(timezone.now() - at).days for at in dates]
    assert 600 <= ages[0] <= 730
    assert ages[len(ages) // 2] < ages[0] / 2


def test_what_is_not_public_is_nowhere_to_be_read():
    seed()
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
    seed()
    drafts = Article.objects.filter(status=Status.DRAFT)

    assert [draft.first_published_at for draft in drafts] == [None]
    assert not Placement.objects.filter(article__in=drafts, listed_at__isnull=False).exists()


def test_pictures_that_are_there_are_used():
    image = make_image()
    seed()

    assert 0 < Article.objects.filter(lead_image=image).count() < COUNT


def test_articles_do_without_pictures_where_there_are_none():
    seed()

    assert not Article.objects.filter(lead_image__isnull=False).exists()


def test_nobody_can_use_the_account_that_wrote_the_articles():
    seed()
    account = User.objects.get(username="seed")

    assert {article.created_by for article in Article.objects.all()} == {account}
    assert not account.is_active
    assert not account.is_staff
    assert not account.has_usable_password()


def test_an_account_of_that_name_in_use_is_left_alone():
    User.objects.create_user("seed", "seed@minhgiang.example", "Sông-Lam-Giang-98")

    with pytest.raises(CommandError, match="seed"):
        seed()
    assert not Article.objects.exists()


def test_no_history_is_written():
    seed()

    assert not Revision.objects.exists()


def test_a_real_portal_refuses_made_up_articles(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEMO"):
        seed()
    assert not Article.objects.exists()


def test_a_portal_without_categories_says_what_is_missing():
    Category.objects.filter(parent__isnull=False).delete()
    Category.objects.all().delete()

    with pytest.raises(CommandError, match="chuyên mục"):
        seed()


@pytest.mark.parametrize("count", ["0", "-5", "nhiều"])
def test_only_a_positive_number_of_articles_can_be_added(count):
    with pytest.raises(CommandError, match="số nguyên dương"):
        call_command("seed_articles", f"--count={count}")
