"""What comes back from the provider and must not open the door."""

from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse

from portal.core.accounts.models import User
from portal.core.accounts.oidc.models import ProviderTie
from portal.core.accounts.roles import AccountRole
from tests.factories import make_user
from tests.login.door import INDEX, is_in
from tests.login.journey import arrive, come, said, set_out

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

REFUSED, STALE, UNKNOWN = "không xác nhận lần này", "bấm lại nút", "liên hệ người quản trị"
NOW = 1_800_000_000


@pytest.fixture(scope="module")
def an(module_db):
    return make_user(AccountRole.EDITOR, username="an", email="an@minhgiang.example").pk


@pytest.fixture
def account(an):
    return User.objects.get(pk=an)


def test_a_return_that_was_not_set_out_for_is_refused(provider, account):
    mine, stranger = Client(), Client()
    address = provider.consent(set_out(mine))
    assert STALE in said(arrive(stranger, address)), "somebody else's return"
    assert STALE in said(arrive(mine, address.replace("state=", "state=x")))
    set_out(mine)
    assert STALE in said(arrive(mine, address)), "the return of an earlier journey"
    assert provider.asked.count("token") == 0


def test_a_return_is_good_for_once(provider, account):
    browser = Client()
    address = provider.consent(set_out(browser))
    cookie = browser.cookies["provider_journey"].value
    assert is_in(arrive(browser, address))
    thief = Client()
    thief.cookies["provider_journey"] = cookie
    assert STALE in said(arrive(thief, address))
    assert provider.asked.count("token") == 1


def test_a_return_after_ten_minutes_is_too_late(provider, account):
    browser = Client()
    with time_machine.travel(NOW, tick=False) as clock:
        address = provider.consent(set_out(browser))
        clock.shift(601)
        assert STALE in said(arrive(browser, address))


def test_a_code_that_was_used_or_stolen_opens_nothing(provider, account):
    first, second = Client(), Client()
    code = parse_qs(urlsplit(provider.consent(set_out(first))).query)["code"][0]
    own = parse_qs(urlsplit(set_out(second)).query)["state"][0]
    path = reverse("admin:provider_return")
    assert REFUSED in said(arrive(second, f"{path}?code={code}&state={own}"))


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "la@minhgiang.example"},
        {"email_verified": False},
        {"email_verified": "true"},
        {"email_verified": None},
        {"email": ""},
        {"email": ["an@minhgiang.example"]},
        {"email": "an@m\u0131nhgiang.example"},
        {"email": "an@minhgiang.example\0"},
        {"email": "khoa@minhgiang.example"},
        {"email": "hai@minhgiang.example"},
    ],
    ids=str,
)
@pytest.mark.every_database
def test_nobody_enters_by_an_address_that_is_in_doubt(provider, account, claims):
    make_user(email="khoa@minhgiang.example", is_active=False)
    make_user(email="hai@minhgiang.example")
    make_user(email="Hai@minhgiang.example")
    provider.claims = claims
    assert UNKNOWN in said(come(provider))
    assert not ProviderTie.objects.exists()


def test_another_person_with_the_same_address_is_refused_once_it_is_tied(provider, account):
    assert is_in(come(provider))
    provider.claims = {"sub": "nguoi-moi"}
    assert UNKNOWN in said(come(provider))
    assert ProviderTie.objects.get().subject == "an-2026"


def test_who_is_switched_off_does_not_come_in_by_the_tie(provider, account):
    come(provider)
    User.objects.filter(pk=account.pk).update(is_active=False)
    assert UNKNOWN in said(come(provider))


def test_userinfo_of_somebody_else_is_refused(provider, account):
    provider.claims = {"email": None}
    provider.info = {"sub": "khac", "email": "an@minhgiang.example", "email_verified": True}
    assert REFUSED in said(come(provider))


@pytest.mark.parametrize(
    "wanted",
    ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:1", "x" * 2000],
)
def test_nobody_is_led_elsewhere(provider, account, wanted):
    answer = come(provider, wanted=wanted)
    assert is_in(answer)
    assert answer.url == INDEX


def test_an_error_of_the_provider_is_not_repeated(provider, account):
    browser = Client()
    query = parse_qs(urlsplit(set_out(browser)).query)
    path = reverse("admin:provider_return")
    error = f"error=access_denied&error_description=goi+so+la&state={query['state'][0]}"
    page = said(arrive(browser, f"{path}?{error}"))
    assert REFUSED in page
    assert "goi so la" not in page


def test_whoever_returns_too_often_waits(provider, account):
    provider.instead["token"] = (400, {}, b"{}")
    with time_machine.travel(NOW, tick=False):
        for _ in range(30):
            answer = come(provider)
        assert REFUSED in said(answer)
        assert "Hãy thử lại sau 15 phút" in said(come(provider))
    assert provider.asked.count("token") == 30


def test_the_cookie_of_the_way_goes_to_the_return_alone(provider):
    browser = Client()
    set_out(browser)
    cookie = browser.cookies["provider_journey"]
    assert cookie["path"] == reverse("admin:provider_return")
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert bool(cookie["secure"]) == django_settings.SESSION_COOKIE_SECURE
