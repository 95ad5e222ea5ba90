"""What comes back from the provider and must not open the door."""

import base64
import json
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from portal.core.accounts.models import User
from portal.core.accounts.oidc.models import ProviderTie
from portal.core.accounts.roles import AccountRole
from tests.factories import make_user
from tests.login.door import INDEX, is_in
from tests.login.journey import arrive, come, said, set_out
from tests.login.provider import CLIENT

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

REFUSED, STALE, UNKNOWN = "không xác nhận lần này", "bấm lại nút", "liên hệ người quản trị"
NOW = 1_800_000_000


@pytest.fixture(scope="module")
def an(module_db):
    return make_user(AccountRole.EDITOR, username="an", email="an@minhgiang.example").pk


@pytest.fixture
def account(an):
    return User.objects.get(pk=an)


def part(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def unsigned(provider):
    return lambda claims: f"{part({'alg': 'none', 'kid': 'mot'})}.{part(claims)}."


def signed_with_the_public_key(provider):
    secret = OctKey.import_key(provider.rsa.as_pem(private=False).replace(b"-----", b"     "))
    return lambda claims: jwt.encode({"alg": "HS256", "kid": "mot"}, claims, secret)


def signed_by_a_stranger(provider):
    key = RSAKey.generate_key(2048, {"kid": "mot"})
    return lambda claims: jwt.encode({"alg": "RS256", "kid": "mot"}, claims, key)


def with_its_own_key(provider):
    key = RSAKey.generate_key(2048, {"kid": "la"})
    header = {"alg": "RS256", "kid": "la", "jwk": key.as_dict(private=False)}
    return lambda claims: jwt.encode(header, claims, key)


def changed_afterwards(provider):
    def make(claims):
        head, _, signature = provider.sign(claims).split(".")
        return f"{head}.{part(claims | {'sub': 'khac'})}.{signature}"

    return make


@pytest.mark.parametrize(
    "forge",
    [
        unsigned,
        signed_with_the_public_key,
        signed_by_a_stranger,
        with_its_own_key,
        changed_afterwards,
        lambda provider: lambda claims: "khong-phai-the",
        lambda provider: lambda claims: "",
        lambda provider: lambda claims: ["x"],
    ],
)
def test_a_forged_token_is_refused(provider, account, forge):
    provider.make = forge(provider)
    assert REFUSED in said(come(provider))
    assert not ProviderTie.objects.exists()


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": None},
        {"nonce": "cua-luot-khac"},
        {"iss": "https://khac.example"},
        {"iss": None},
        {"aud": "cong-khac"},
        {"aud": [CLIENT, "cong-khac"]},
        {"aud": [CLIENT, "cong-khac"], "azp": CLIENT},
        {"aud": []},
        {"azp": "cong-khac"},
        {"exp": NOW - 31},
        {"exp": "mai"},
        {"exp": None},
        {"nbf": NOW + 300},
        {"iat": NOW + 300},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "an\x00"},
        {"sub": "x" * 256},
        {"amr": "mfa"},
        {"at_hash": "khac"},
    ],
    ids=str,
)
def test_a_token_for_others_or_for_another_time_is_refused(provider, account, claims):
    provider.claims = claims
    with time_machine.travel(NOW, tick=False):
        assert REFUSED in said(come(provider))


def test_clocks_may_differ_a_little(provider, account):
    provider.claims = {"exp": NOW - 20, "iat": NOW + 20}
    with time_machine.travel(NOW, tick=False):
        assert is_in(come(provider))


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


REDIRECT = (302, {"Location": "http://127.0.0.1:9/"}, b"")


@pytest.mark.parametrize("place", ["openid-configuration", "token", "keys"])
@pytest.mark.parametrize(
    "answer",
    [REDIRECT, (200, {}, b"[" * 300_000), (200, {}, b"<html>"), (200, {}, b"[]"), (200, {}, b"{}")],
    ids=["a redirect", "too much", "no JSON", "a list", "nothing"],
)
def test_a_provider_that_answers_nonsense_is_refused(provider, account, place, answer):
    provider.instead[place] = answer
    browser = Client()
    if place == "openid-configuration":
        assert REFUSED in said(browser.post(reverse("admin:provider_begin")))
    else:
        assert REFUSED in said(come(provider, browser))


@pytest.mark.parametrize(
    "told",
    [
        {"issuer": "https://khac.example"},
        {"token_endpoint": "http://khac.example/token"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"jwks_uri": "file:///etc/passwd"},
        {"token_endpoint": "https://ai@khac.example/"},
    ],
    ids=str,
)
def test_addresses_that_are_not_safe_are_not_followed(provider, told):
    provider.told = told
    assert REFUSED in said(Client().post(reverse("admin:provider_begin")))


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
