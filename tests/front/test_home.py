"""The home page: the lead, the featured, the newest, and a block per category."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from categories.models import Category
from news.models import Article
from portal.core.content import State
from tests.factories import make_article, make_category, make_superuser

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 5, 20, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock():
    """The clock stands still, unless a test moves it."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def desk():
    """A function that makes an article so many hours old."""
    by, category = make_superuser(), make_category("Đô thị", show_on_home=True)

    def make(hours: int, **fields):
        fields.setdefault("category", category)
        return make_article(by=by, at=NOW - hours * HOUR, **fields)

    return make


def look(client):
    """Return what the sections of the home page show."""
    sections = client.get(reverse("front:home")).context["sections"]
    return {name: shown for section in sections for name, shown in section.items()}


def above(context):
    """Return the articles above the blocks of the categories."""
    lead = [context["lead"]] if context["lead"] else []
    return lead + context["secondary"] + context["lead_related"] + context["newest"]


def test_the_newest_stand_above_the_blocks_in_order_and_none_of_them_twice(client, desk):
    articles: list[Article] = []
    for count in (1, 2, 4, 5, 6, 14, 16):
        while len(articles) < count:
            articles.insert(0, desk(99 - len(articles)))
        context = look(client)
        assert above(context) == articles[:14], count
        assert len(context["newest"]) == min(max(count - 5, 0), 9), count


def test_featured_articles_stand_first_and_not_again_among_the_newest(client, desk):
    newest = [desk(hours) for hours in range(4)]
    featured = [desk(48 + hours, featured_until=NOW + HOUR) for hours in range(2)]
    assert above(look(client)) == featured + newest


def test_a_featured_article_leads_until_its_end_and_not_a_second_longer(client, desk, clock):
    newest = desk(1)
    featured = desk(48, featured_until=NOW + HOUR)
    leads = []
    for seconds in (3_599, 3_600):
        clock.move_to(NOW + timedelta(seconds=seconds))
        leads.append(look(client)["lead"])
    assert leads == [featured, newest]


def test_more_featured_articles_than_there_is_room_for_push_none_down_twice(client, desk):
    featured = [desk(48 + hours, featured_until=NOW + HOUR) for hours in range(7)]
    shown = above(look(client))
    assert shown == featured


def test_an_article_that_is_featured_and_newest_stands_once(client, desk):
    first = desk(0, featured_until=NOW + HOUR)
    second = desk(1)
    assert above(look(client)) == [first, second]


@pytest.mark.parametrize("state", [State.DRAFT, State.EXPIRED, State.SCHEDULED, State.WITHDRAWN])
def test_being_featured_makes_nothing_public(client, desk, state):
    live = desk(5)
    at = NOW + HOUR if state is State.SCHEDULED else NOW - HOUR
    make_article(state, at=at, category=live.category, featured_until=NOW + 9 * HOUR)
    assert above(look(client)) == [live]


def test_what_stands_large_above_does_not_stand_again_in_a_block(client, desk):
    articles = [desk(hours) for hours in range(8)]
    context = look(client)
    large = [context["lead"], *context["secondary"]]
    block = next(block for block in context["blocks"] if block.category.name == "Đô thị")
    assert block.articles == articles[3:8]
    assert not {article.pk for article in large} & {article.pk for article in block.articles}


def test_blocks_follow_the_order_of_the_administrator(client, desk):
    Category.objects.update(show_on_home=False)
    for name, place in (("Ba", 3), ("Một", 1), ("Hai", 2)):
        category = make_category(name, show_on_home=True, home_position=place)
        for hours in range(4):
            desk(hours + 9 * place, category=category)
    assert [block.category.name for block in look(client)["blocks"]] == ["Một", "Hai", "Ba"]


def test_the_rendered_page_leads_once_to_every_article_above_the_blocks(client, desk):
    Category.objects.update(show_on_home=False)
    articles = [desk(hours) for hours in range(14)]
    text = client.get(reverse("front:home")).content.decode()
    assert [text.count(f'href="{a.get_absolute_url()}"') for a in articles] == [1] * 14


def test_an_empty_portal_reads_well(client):
    answer = client.get(reverse("front:home"))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Cổng chưa có tin nào" in text
    assert "None" not in text


def test_a_portal_without_categories_reads_well(client):
    Category.objects.filter(parent__isnull=False).delete()
    Category.objects.all().delete()
    assert "Cổng chưa có tin nào" in client.get(reverse("front:home")).content.decode()


def test_titles_are_escaped(client, desk):
    desk(0, title='<script>alert("x")</script> & bạn bè')
    text = client.get(reverse("front:home")).content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text


def test_the_home_page_is_for_reading_only(client):
    assert client.post(reverse("front:home")).status_code == 405
