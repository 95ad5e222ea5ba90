"""Numbers leak too: totals, page numbers, years, days of the calendar, parts of the site map."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portal.core.content import State
from portal.core.paging import PAGE_SIZE
from tests.contract.pages import addresses
from tests.contract.registry import COMMON_WORD, CONTRACTS
from tests.contract.stage import MINUTE, NOW, PUBLISHED, TOMORROW
from tests.contract.stages import HIDDEN
from tests.factories import make_author, make_category, make_superuser, make_tag

pytestmark = pytest.mark.django_db

LIVE_ITEMS = 2 * PAGE_SIZE
"""Two full pages: one hidden item more would begin a third."""

OTHER_DAY = NOW - timedelta(days=10)
OTHER_YEAR = NOW - timedelta(days=1000)


@pytest.fixture(scope="module", params=CONTRACTS, ids=lambda contract: contract.name)
def crowd(request, module_db, frozen):
    """Make two list pages of live items, and hidden ones beside them and on days of their own."""
    contract, by = request.param, make_superuser()
    filed = {
        "category": make_category("Cấp thoát nước"),
        "authors": (make_author("Lê Thu Phương"),),
        "tags": (make_tag("nước sạch"),),
    }

    def make(state: State, at, **fields):
        title = f"{COMMON_WORD} ngày {at:%d}"
        return contract.make(state, by=by, at=at, title=title, **filed, **fields)

    for minutes in range(LIVE_ITEMS):
        make(State.LIVE, PUBLISHED - minutes * MINUTE)
    for state in HIDDEN:
        if state is State.SCHEDULED:
            make(state, TOMORROW)
        else:
            for moment in (PUBLISHED, OTHER_DAY, OTHER_YEAR):
                make(state, moment, published_at=moment)
    return filed


@pytest.fixture
def pages(crowd):
    """Return the addresses of the lists that tell their total."""
    return {
        "category": crowd["category"].get_absolute_url(),
        "author": crowd["authors"][0].get_absolute_url(),
        "tag": crowd["tags"][0].get_absolute_url(),
        "month": reverse("front:archive-month", args=[2026, 5]),
        "day": reverse("front:archive-day", args=[2026, 5, 20]),
        "search": f"{reverse('front:search')}?q={COMMON_WORD}",
    }


@pytest.mark.parametrize("name", ["category", "author", "tag", "month", "day", "search"])
def test_totals_count_live_items_only(pages, name, read):
    assert f"Trang 1 trên 2, tổng cộng {LIVE_ITEMS} tin" in read(pages[name])


def test_the_number_of_search_results_counts_live_items_only(pages, read):
    assert f"{LIVE_ITEMS} kết quả" in read(pages["search"])


@pytest.mark.parametrize("name", ["category", "month", "search"])
def test_there_is_no_page_for_hidden_items(pages, name, client):
    assert client.get(pages[name], {"trang": 3, "q": COMMON_WORD}).status_code == 404


def test_a_day_with_hidden_items_only_is_no_link_in_the_calendar(pages, read):
    links = addresses(read(pages["month"]))
    assert reverse("front:archive-day", args=[2026, 5, 20]) in links
    assert reverse("front:archive-day", args=[2026, 5, OTHER_DAY.day]) not in links


def test_a_year_with_hidden_items_only_is_not_offered(pages, crowd, read):
    year = str(OTHER_YEAR.year)
    assert reverse("front:archive-year", args=[year]) not in addresses(
        read(reverse("front:site-map"))
    )
    assert f'value="{year}"' not in read(pages["category"])


def test_a_year_with_hidden_items_only_is_not_found(crowd, client):
    url = reverse("front:archive-year", args=[OTHER_YEAR.year])
    assert client.get(url).status_code == 404
