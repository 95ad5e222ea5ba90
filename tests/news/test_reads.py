"""Counting what is read: no cookie, no address, no write per reader, no programs."""

from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone

from news import reads
from news.models import Article, DailyReads
from portal.core.content import State
from tests.factories import make_article, make_superuser

pytestmark = pytest.mark.django_db

PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
AS_BROWSERS_DO = {
    "User-Agent": PHONE,
    "Sec-Fetch-Dest": "image",
    "Sec-Fetch-Site": "same-origin",
}


@pytest.fixture(autouse=True)
def nothing_waiting():
    """Begin and end with nothing counted."""
    reads._waiting.take()
    yield
    reads._waiting.take()


def look(client, number: int, **headers: str):
    return client.get(reverse("news:read", args=[number]), headers=AS_BROWSERS_DO | headers)


def counted(article) -> int:
    """Return how often the table says that an article was read."""
    reads.write()
    return sum(DailyReads.objects.filter(article=article).values_list("count", flat=True))


def test_the_picture_at_the_end_of_an_article_counts_its_readers(client):
    article = make_article()
    text = client.get(article.get_absolute_url()).content.decode()
    assert f'src="{reverse("news:read", args=[article.pk])}"' in text
    for _ in range(3):
        answer = look(client, article.pk)
    assert answer["Content-Type"] == "image/gif"
    assert counted(article) == 3


def test_counting_costs_a_reader_no_query(client, django_assert_num_queries):
    article = make_article()
    with django_assert_num_queries(0):
        for _ in range(20):
            look(client, article.pk)
    assert counted(article) == 20


def test_numbers_of_several_processes_add_up(client):
    article = make_article()
    look(client, article.pk)
    assert counted(article) == 1
    look(client, article.pk)
    assert counted(article) == 2


def test_what_waits_is_written_after_half_a_minute(client, monkeypatch):
    article = make_article()
    look(client, article.pk)
    assert not DailyReads.objects.exists()
    monkeypatch.setattr(reads, "EVERY", 0.0)
    look(client, article.pk)
    assert DailyReads.objects.get().count == 2


def test_very_many_articles_do_not_wait_for_the_clock(client, monkeypatch):
    monkeypatch.setattr(reads, "MOST_WAITING", 3)
    article = make_article()
    for number in (article.pk, article.pk + 1, article.pk + 2):
        look(client, number)
    assert DailyReads.objects.get().article == article


def test_browsers_keep_the_picture_and_caches_between_do_not(client):
    cache = look(client, make_article().pk)["Cache-Control"]
    assert cache == "private, max-age=1800"


def test_nobody_gets_a_cookie(client):
    assert not look(client, make_article().pk).cookies


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"User-Agent": "coccocbot-web/1.0"},
        {"User-Agent": "facebookexternalhit/1.1"},
        {"User-Agent": "Zalo Crawler"},
        {"User-Agent": "python-requests/2.32"},
        {"User-Agent": "curl/8.5"},
        {"User-Agent": "Mozilla/5.0 HeadlessChrome/140.0"},
        {"User-Agent": ""},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"Sec-Fetch-Dest": "document"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
    ids=str,
)
def test_programs_and_glances_do_not_count(client, headers):
    article = make_article()
    assert look(client, article.pk, **headers).status_code == 200
    assert counted(article) == 0


def test_an_old_browser_that_tells_less_counts(client):
    article = make_article()
    client.get(reverse("news:read", args=[article.pk]), headers={"User-Agent": PHONE})
    assert counted(article) == 1


def test_a_head_request_does_not_count(client):
    article = make_article()
    client.head(reverse("news:read", args=[article.pk]), headers=AS_BROWSERS_DO)
    assert counted(article) == 0


@pytest.mark.parametrize("state", [state for state in State if state is not State.LIVE])
def test_what_is_not_public_has_no_readers(client, state):
    article = make_article(state)
    look(client, article.pk)
    assert counted(article) == 0


def test_a_preview_does_not_count(sign_in, client):
    article = make_article(State.DRAFT)
    desk = sign_in(make_superuser())
    page = desk.get(reverse("admin:news_article_preview_page", args=[article.pk]))
    assert "luot-doc" not in page.content.decode()


def test_a_database_that_refuses_costs_numbers_and_no_page(client, monkeypatch):
    def refuse(counts):
        raise DatabaseError

    monkeypatch.setattr(reads, "EVERY", 0.0)
    monkeypatch.setattr(reads, "_add", refuse)
    assert look(client, make_article().pk).status_code == 200


def test_numbers_older_than_a_quarter_are_forgotten():
    article = make_article()
    today = timezone.localdate()
    for days in (reads.KEPT_DAYS - 1, reads.KEPT_DAYS + 1):
        DailyReads.objects.create(article=article, day=today - timedelta(days=days), count=5)
    reads.count(article.pk)
    assert counted(article) == 6


def test_the_most_read_of_the_week_stand_first():
    today = timezone.localdate()
    often, once, before, never = (make_article(title=title) for title in "ABCD")
    for article, days, count in ((often, 0, 3), (often, 6, 4), (once, 1, 5), (before, 7, 99)):
        DailyReads.objects.create(article=article, day=today - timedelta(days=days), count=count)
    reads.rank_when_due()
    assert list(Article.objects.published().most_read()) == [often, once]
    assert never.pk


def test_the_most_read_are_found_with_the_first_reading(client):
    article = make_article()
    look(client, article.pk)
    reads.write()
    assert list(Article.objects.published().most_read()) == [article]


def test_the_order_is_found_anew_every_few_minutes_and_not_before():
    today = timezone.localdate()
    first, second = make_article(), make_article()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        DailyReads.objects.create(article=first, day=today, count=2)
        reads.rank_when_due()
        DailyReads.objects.create(article=second, day=today, count=3)
        reads.rank_when_due()
        assert list(Article.objects.most_read()) == [first]
        clock.shift(reads.RANKED_EVERY)
        reads.rank_when_due()
        assert list(Article.objects.most_read()) == [second, first]


def test_what_nobody_read_this_week_is_no_longer_among_the_most_read():
    article = make_article()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        DailyReads.objects.create(article=article, day=timezone.localdate(), count=2)
        reads.rank_when_due()
        clock.shift(timedelta(days=reads.RANKED_DAYS))
        reads.rank_when_due()
        assert not Article.objects.most_read().exists()


def test_the_most_read_stand_beside_every_other_article(client):
    first, second = make_article(title="Thông xe cầu Bạch Sa"), make_article()
    DailyReads.objects.create(article=first, day=timezone.localdate(), count=2)
    reads.rank_when_due()
    assert client.get(second.get_absolute_url()).context["most_read"] == [first]
    assert client.get(first.get_absolute_url()).context["most_read"] == []


def test_a_day_begins_at_midnight_in_vietnam(client):
    article = make_article(at=timezone.now() - timedelta(days=400))
    with time_machine.travel("2026-05-19T17:00:00+00:00", tick=False):
        look(client, article.pk)
        reads.write()
    assert f"{DailyReads.objects.get().day}" == "2026-05-20"
