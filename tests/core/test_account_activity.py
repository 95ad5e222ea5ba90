"""When an account was last active: noted on the desk only, and seldom."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from tests.factories import make_user

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 5, 23, 9, 5, tzinfo=UTC)
INDEX = reverse("admin:index")


def seen(user: User) -> datetime | None:
    return User.objects.get(pk=user.pk).last_seen_at


@pytest.fixture
def user() -> User:
    return make_user(AccountRole.EDITOR)


def test_the_first_visit_is_noted(sign_in, user: User):
    with time_machine.travel(NOW, tick=False):
        sign_in(user).get(INDEX)
    assert seen(user) == NOW


@pytest.mark.parametrize(
    ("later", "noted"),
    [
        (timedelta(seconds=1), False),
        (timedelta(minutes=5), False),
        (timedelta(minutes=5, seconds=1), True),
        (timedelta(days=3), True),
    ],
)
def test_a_later_visit_is_noted_after_five_minutes(
    sign_in, user: User, later: timedelta, noted: bool
):
    with time_machine.travel(NOW, tick=False) as clock:
        browser = sign_in(user)
        browser.get(INDEX)
        clock.shift(later)
        browser.get(INDEX)
    assert seen(user) == (NOW + later if noted else NOW)


@pytest.mark.parametrize("page", ["front:home", "front:search", "front:rss", "front:robots"])
def test_a_visit_to_a_public_page_is_not_noted(sign_in, user: User, page: str):
    sign_in(user).get(reverse(page))
    assert seen(user) is None


@pytest.mark.parametrize("page", ["front:home", "front:search", "front:site-map"])
def test_a_public_page_asks_nothing_of_the_session(
    sign_in, user: User, page: str, django_assert_max_num_queries
):
    browser = sign_in(user)
    with django_assert_max_num_queries(30) as captured:
        response = browser.get(reverse(page))
    asked = " ".join(query["sql"] for query in captured.captured_queries)
    assert "django_session" not in asked
    assert not response.cookies


def test_a_stranger_on_the_desk_is_sent_to_sign_in(client):
    assert client.get(INDEX).url == f"{reverse('admin:login')}?next={INDEX}"
