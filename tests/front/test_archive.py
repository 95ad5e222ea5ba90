"""The archive: years, months as calendars, days; nothing that never was."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from news.models import Article
from portal.core.content import State
from tests.factories import make_article, make_category, make_superuser

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 5, 20, 2, tzinfo=UTC)


@pytest.fixture(scope="module", autouse=True)
def clock():
    """The clock stands still."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(scope="module", autouse=True)
def news(module_db, clock):
    """An article at each side of a midnight in Vietnam, and one two years older."""
    by, category = make_superuser(), make_category()
    for title, at in (
        ("Trước nửa đêm", datetime(2026, 2, 9, 16, 59, 59, tzinfo=UTC)),
        ("Đúng nửa đêm", datetime(2026, 2, 9, 17, 0, tzinfo=UTC)),
        ("Hai năm trước", datetime(2024, 2, 29, 3, tzinfo=UTC)),
    ):
        make_article(by=by, category=category, title=title, at=at)


def titles(client, url: str) -> list[str]:
    """Return the titles on a page of the archive."""
    groups = client.get(url).context["groups"]
    return [article.title for group in groups for article in group.articles]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/tin/2026/", ["Đúng nửa đêm", "Trước nửa đêm"]),
        ("/tin/2026/2/", ["Đúng nửa đêm", "Trước nửa đêm"]),
        ("/tin/2026/2/9/", ["Trước nửa đêm"]),
        ("/tin/2026/2/10/", ["Đúng nửa đêm"]),
        ("/tin/2026/2/11/", []),
        ("/tin/2026/3/", []),
        ("/tin/2025/", []),
        ("/tin/2024/2/29/", ["Hai năm trước"]),
        ("/tin/2026/5/20/", []),
    ],
)
def test_a_period_has_what_was_published_in_it_by_the_clock_of_vietnam(client, url, expected):
    assert titles(client, url) == expected


@pytest.mark.parametrize(
    "url",
    [
        "/tin/2023/",
        "/tin/1/",
        "/tin/0/",
        "/tin/2027/",
        "/tin/2026/6/",
        "/tin/2026/5/21/",
        "/tin/2026/2/29/",
        "/tin/2026/2/31/",
        "/tin/2026/4/31/",
        "/tin/2026/13/",
        "/tin/2026/0/",
        "/tin/2026/2/0/",
        "/tin/2026/0/1/",
        "/tin/9999/12/31/",
        "/tin/10000/",
        "/tin/99999999999999999999/",
        "/tin/2026/99999999999999999999/",
        "/tin/2026/2/99999999999999999999/",
        "/tin/" + "9" * 5_000 + "/",
        "/tin/abc/",
        "/tin/-2026/",
    ],
    ids=lambda url: url[:32],
)
def test_a_period_before_the_first_article_after_today_or_in_no_calendar_is_not_found(client, url):
    assert client.get(url).status_code == 404


def test_the_archive_begins_at_the_year_of_the_newest_article(client):
    answer = client.get(reverse("front:archive"))
    assert (answer.status_code, answer["Location"]) == (302, "/tin/2026/")


def test_an_empty_portal_has_an_empty_archive_of_this_year(client):
    Article.objects.all().delete()
    assert client.get(reverse("front:archive"))["Location"] == "/tin/2026/"
    for url in ("/tin/2026/", "/tin/2026/5/", "/tin/2026/5/20/"):
        text = client.get(url).content.decode()
        assert "Không có tin trong thời gian này" in text
    assert client.get("/tin/2025/").status_code == 404


def test_a_calendar_leads_to_the_days_that_have_news_and_to_no_other(client):
    weeks = client.get("/tin/2026/2/").context["calendar"]
    cells = [cell for week in weeks for cell in week if cell]
    assert [cell.day for cell in cells] == list(range(1, 29))
    assert {cell.day: cell.url for cell in cells if cell.url} == {
        9: "/tin/2026/2/9/",
        10: "/tin/2026/2/10/",
    }


@pytest.mark.parametrize("state", [State.DRAFT, State.SCHEDULED, State.EXPIRED, State.WITHDRAWN])
def test_a_day_with_nothing_public_is_no_link(client, state):
    at = datetime(2026, 5, 25 if state is State.SCHEDULED else 12, 3, tzinfo=UTC)
    make_article(state, at=at, published_at=at)
    weeks = client.get("/tin/2026/5/").context["calendar"]
    assert not [cell for week in weeks for cell in week if cell and cell.url]


def test_a_year_offers_its_months_up_to_now(client):
    text = client.get("/tin/2026/").content.decode()
    assert 'href="/tin/2026/5/"' in text
    assert 'href="/tin/2026/6/"' not in text
    assert 'href="/tin/2024/12/"' not in text


@pytest.mark.parametrize(
    ("url", "before", "after"),
    [
        ("/tin/2026/", "/tin/2025/", None),
        ("/tin/2025/", "/tin/2024/", "/tin/2026/"),
        ("/tin/2026/1/", "/tin/2025/12/", "/tin/2026/2/"),
        ("/tin/2024/2/29/", "/tin/2024/2/28/", "/tin/2024/3/1/"),
        ("/tin/2025/12/31/", "/tin/2025/12/30/", "/tin/2026/1/1/"),
        ("/tin/2026/5/20/", "/tin/2026/5/19/", None),
    ],
)
def test_a_period_leads_to_those_beside_it_but_not_into_the_future(client, url, before, after):
    context = client.get(url).context
    assert context["previous"].url == before
    assert (context["next"].url if context["next"] else None) == after


@pytest.mark.parametrize("url", ["/tin/2024/", "/tin/2024/1/"])
def test_the_oldest_period_leads_to_nothing_that_is_not_found(client, news, url):
    previous = client.get(url).context["previous"]
    assert previous is None or client.get(previous.url).status_code == 200
