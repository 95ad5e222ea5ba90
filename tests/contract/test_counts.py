"""Numbers leak too: totals, page numbers, years, days of the calendar, parts of the site map."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from portal.core.content import State
from portal.core.paging import PAGE_SIZE
from tests.contract.pages import addresses
from tests.contract.registry import COMMON_WORD, Contract
from tests.contract.stage import MINUTE, NOW, PUBLISHED, TOMORROW, Stage
from tests.contract.stages import HIDDEN, on_contracts
from tests.crowds import make_more
from tests.factories import make_author, make_category, make_superuser, make_tag

pytestmark = pytest.mark.django_db

LIVE_ITEMS = 2 * PAGE_SIZE
"""Two full pages: one hidden item more would begin a third."""

OTHER_DAY = NOW - timedelta(days=10)
OTHER_YEAR = NOW - timedelta(days=1000)


@pytest.fixture(scope="module")
def crowd(request, module_db, frozen) -> Iterator[Stage]:
    """Two list pages of live items, and hidden ones beside them and on days of their own."""
    with transaction.atomic():
        yield build_crowd(request.param)
        transaction.set_rollback(True)


def build_crowd(contract: Contract) -> Stage:
    """Return a stage whose whole company is filed under one category, author and tag."""
    by, category = make_superuser(), make_category("Cấp thoát nước")
    author, tag = make_author("Lê Thu Phương"), make_tag("nước sạch")
    filed = contract.of_parts(category=category, authors=(author,), tags=(tag,))

    def make(state: State, at: datetime, **fields: Any) -> Any:
        title = f"{COMMON_WORD} ngày {at:%d}"
        return contract.make(state, by=by, at=at, title=title, **filed, **fields)

    make_more(make(State.LIVE, PUBLISHED), LIVE_ITEMS - 1, step=-MINUTE)
    for state in HIDDEN:
        if state is State.SCHEDULED:
            make(state, TOMORROW)
        else:
            for moment in (PUBLISHED, OTHER_DAY, OTHER_YEAR):
                make(state, moment, published_at=moment)
    categories = dict.fromkeys(("top", "own", "further", "elsewhere"), category)
    return Stage(contract, State.LIVE, **categories, author=author, tag=tag, at=PUBLISHED)


@on_contracts("crowd")
def test_totals_count_live_items_only(crowd, read):
    total = f"Trang 1 trên 2, tổng cộng {LIVE_ITEMS}"
    nouns = crowd.contract.lists.items()
    wrong = [place for place, noun in nouns if f"{total} {noun}<" not in read(crowd.url(place))]
    assert not wrong


@on_contracts("crowd", "search")
def test_the_number_of_search_results_counts_live_items_only(crowd, read):
    assert f"{LIVE_ITEMS} kết quả</h2>" in read(crowd.url("search"))


@on_contracts("crowd")
def test_there_is_no_page_for_hidden_items(crowd, client):
    def answers(url: str) -> list[int]:
        first_parameter = "&" if "?" in url else "?"
        pages = [client.get(f"{url}{first_parameter}trang={number}") for number in (2, 3)]
        return [page.status_code for page in pages]

    lists = crowd.contract.lists
    found = {place: answers(crowd.url(place)) for place in lists}
    assert found == dict.fromkeys(lists, [200, 404])


@on_contracts("crowd", "archive of the month")
def test_a_day_with_hidden_items_only_is_no_link_in_the_calendar(crowd, read):
    links = addresses(read(crowd.url("archive of the month")))
    assert reverse("front:archive-day", args=[2026, 5, 20]) in links
    assert reverse("front:archive-day", args=[2026, 5, OTHER_DAY.day]) not in links


@on_contracts("crowd", "archive of the year")
def test_a_year_with_hidden_items_only_is_not_offered_in_the_archive(crowd, read):
    url = reverse("front:archive-year", args=[OTHER_YEAR.year])
    assert url not in addresses(read(reverse("front:site-map")))


@on_contracts("crowd", "month of its category")
def test_a_year_with_hidden_items_only_is_not_offered_in_a_category(crowd, read):
    text = read(crowd.url("page of its category"))
    assert f'value="{PUBLISHED.year}"' in text
    assert f'value="{OTHER_YEAR.year}"' not in text


@on_contracts("crowd", "archive of the year")
def test_a_year_with_hidden_items_only_is_not_found(crowd, client):
    url = reverse("front:archive-year", args=[OTHER_YEAR.year])
    assert client.get(url).status_code == 404
