"""Checks that ask what else there is on the portal."""

from datetime import timedelta

import pytest
from django.utils import timezone

from news.models import Article
from portal.core.checks.registry import BY_NAME
from portal.core.checks.subject import Subject
from portal.core.content import State
from tests.factories import make_article, make_category, make_page, make_tag

pytestmark = pytest.mark.django_db


def findings(check: str, item: Article) -> list:
    return list(BY_NAME[check].find(Subject(item)))


def broken(*addresses: str) -> list[str]:
    """Return the addresses that the check finds broken in a text that links to them."""
    body = "".join(f'<p><a href="{address}">Trang</a></p>' for address in addresses)
    quotes = [q for f in findings("link-broken", Article(body=body)) for q in f.quotes]
    return [quote.partition("→ ")[2] for quote in quotes]


def test_links_to_content_are_followed_to_what_readers_would_see(django_assert_num_queries):
    live, draft = make_article(), make_article(State.DRAFT)
    gone, waiting = make_article(State.WITHDRAWN), make_article(State.SCHEDULED)
    own = [item.get_absolute_url() for item in (live, draft, gone, waiting)]
    with django_assert_num_queries(1):
        found = broken(*own, f"/ten-cu-{live.pk}.html", "/khong-co-99999999.html")
    assert found == [*own[1:], "/khong-co-99999999.html"]


@pytest.mark.any_database("sqlite")
def test_links_to_lists_and_standing_pages_are_followed_too():
    category, tag = make_category("Tin vắn"), make_tag("cầu đường")
    page, hidden = make_page(), make_page(State.DRAFT)
    good = [each.get_absolute_url() for each in (category, tag, page)]
    good += ["/", "/tim-kiem/?q=a,b", "/tin/2026/", "/media/tai-lieu/a.pdf", "/so-do-cong"]
    bad = [hidden.get_absolute_url(), "/chuyen-muc/khong-co/", "/khong-co/", "/tu-khoa/la/"]
    assert broken(*good, *bad) == bad


@pytest.mark.parametrize(
    "address",
    ["#muc-2", "https://baochinhphu.vn/a", "mailto:a@minhgiang.example", "tel:02983000000"],
)
def test_links_elsewhere_are_not_followed(address):
    assert broken(address) == []


TITLE = "Khởi công cầu Bạch Sa qua sông Lam Giang, nối hai bờ phường Gia Lộc"


@pytest.mark.parametrize(
    ("title", "is_found"),
    [
        (TITLE, True),
        ("Khởi công cầu Bạch Sa qua sông Lam Giang, nối liền hai bờ phường Gia Lộc", True),
        ("Khoi cong cau Bach Sa qua song Lam Giang noi hai bo phuong Gia Loc", True),
        ("Lễ khởi công cầu Bạch Sa qua sông Lam Giang, nối hai bờ phường Lộc", True),
        (f"{TITLE} 2", False),
        ("Thông xe cầu Bạch Sa, người dân hai bờ sông đi lại thuận tiện hơn trước", False),
        ("Khởi công cầu Bạch Sa", False),
        ("Giấy mời họp", False),
    ],
)
def test_titles_like_one_of_the_last_months_are_found(title, is_found):
    twin = make_article(title=TITLE)
    found = findings("similar", Article(title=title))
    assert [finding.url for finding in found] == [twin.get_absolute_url()] * is_found


@pytest.mark.parametrize(
    ("state", "days"), [(State.DRAFT, 0), (State.WITHDRAWN, 1), (State.LIVE, 200)]
)
def test_what_is_not_public_or_long_past_is_no_twin(state, days):
    twin = make_article(state, title=TITLE, at=timezone.now() - timedelta(days=days))
    assert not findings("similar", Article(title=TITLE))
    assert not findings("similar", twin)


def test_of_two_alike_the_later_one_is_found():
    first, second = make_article(title=TITLE), make_article(title=TITLE)
    assert not findings("similar", first)
    assert findings("similar", second)


def test_an_item_is_not_its_own_twin():
    assert not findings("similar", make_article(title=TITLE))
