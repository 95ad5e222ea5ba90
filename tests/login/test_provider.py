"""Signing in by the provider of the office: the whole way, and what a session by it is worth."""

import logging

import pytest
from django.test import Client
from django.urls import reverse

from portal.core.accounts.login.devices import COOKIE
from portal.core.accounts.models import User
from portal.core.accounts.oidc.models import ProviderTie
from portal.core.accounts.roles import AccountRole
from portal.core.audit.models import AuditEntry
from tests.factories import make_superuser, make_user
from tests.login.door import INDEX, code_of, give_app, is_in, knock, send_code
from tests.login.journey import BEGIN, RETURN, come, said, set_out

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

SECURITY = reverse("admin:security")


@pytest.fixture(scope="module")
def an(module_db):
    return make_user(AccountRole.EDITOR, username="an", email="An@MinhGiang.example").pk


@pytest.fixture
def account(an):
    return User.objects.get(pk=an)


def last_login():
    return AuditEntry.objects.filter(action="login").order_by("-number")[0]


@pytest.mark.every_database
def test_who_comes_from_the_provider_is_in_and_tied_from_then_on(provider, account):
    page = Client().get(reverse("admin:login") + f"?next={SECURITY}")
    assert "Đăng nhập bằng tài khoản tỉnh" in page.text
    answer = come(provider, wanted=SECURITY)
    assert is_in(answer)
    assert answer.url == SECURITY
    assert COOKIE in answer.cookies
    assert last_login().after == "qua tài khoản tỉnh"
    assert "Gắn với" in AuditEntry.objects.get(action="provider_tied").action_label
    User.objects.filter(pk=account.pk).update(email="khac@minhgiang.example")
    assert is_in(come(provider))
    assert ProviderTie.objects.count() == 1
    assert "Đã gắn từ" in answer.client.get(SECURITY).text


def test_the_password_opens_the_door_as_before(provider, account):
    answer = knock("an")
    assert is_in(answer)
    assert last_login().after == ""


def test_without_the_setting_there_is_no_such_door(account):
    assert "Đăng nhập bằng" not in Client().get(reverse("admin:login")).text
    assert Client().post(BEGIN).status_code == Client().get(RETURN).status_code == 404


def test_nobody_is_sent_to_the_provider_without_having_pressed_the_button(provider):
    assert Client().get(BEGIN).status_code == 405
    assert Client(enforce_csrf_checks=True).post(BEGIN).status_code == 403


def test_the_session_ends_when_the_provider_is_taken_out_of_the_settings(
    provider, account, settings
):
    browser = come(provider).client
    assert browser.get(INDEX).status_code == 200
    settings.AUTHENTICATION_BACKENDS = settings.AUTHENTICATION_BACKENDS[:1]
    assert browser.get(INDEX).status_code == 302


def test_the_code_of_the_portal_is_asked_for_all_the_same(provider, account):
    app = give_app(account)
    page = come(provider, wanted=SECURITY)
    assert "Mã 6 chữ số" in page.text
    assert "_auth_user_id" not in page.client.session
    answer = send_code(page, code_of(app))
    assert is_in(answer)
    assert answer.url == SECURITY
    assert last_login().after == "qua tài khoản tỉnh"


@pytest.mark.parametrize(
    ("claims", "counts", "is_asked"),
    [
        pytest.param({"amr": ["pwd", "mfa"]}, "portal", True, id="the portal asks for its own"),
        pytest.param({"amr": ["pwd", "otp"]}, "provider", False, id="the provider has asked"),
        pytest.param({"acr": "hai-lop"}, "provider", False, id="by a level that is named"),
        pytest.param({"amr": ["pwd"], "acr": "1"}, "provider", True, id="a password alone"),
        pytest.param({}, "provider", True, id="it says nothing"),
    ],
)
def test_whose_second_factor_counts_is_set(provider, account, settings, claims, counts, is_asked):
    settings.SECOND_FACTOR, settings.OIDC_SECOND_FACTOR = "all", counts
    settings.OIDC_SECOND_FACTOR_ACR = ["hai-lop"]
    provider.claims = claims
    answer = come(provider)
    page = answer.client.get(INDEX)
    assert (page.status_code == 302) is is_asked
    assert not is_asked or page.url == reverse("admin:second_factor")


def test_who_never_types_the_given_password_need_not_change_it(provider, account, settings):
    settings.SECOND_FACTOR = "all"
    User.objects.filter(pk=account.pk).update(must_change_password=True)
    page = come(provider).client.get(INDEX)
    assert page.url == reverse("admin:second_factor"), "nor is the second factor passed by that"
    settings.SECOND_FACTOR = "off"
    assert come(provider).client.get(INDEX).status_code == 200
    assert knock("an").client.get(INDEX).url == reverse("admin:password_change")


def test_who_keeps_the_accounts_unties_and_all_sessions_end(provider, account, sign_in):
    browser = come(provider).client
    keeper, page = sign_in(make_superuser()), reverse("admin:account_security", args=[account.pk])
    assert "Gỡ khỏi tài khoản tỉnh" in keeper.get(page).text
    keeper.post(page, {"_untie": "1"})
    assert not ProviderTie.objects.exists()
    assert browser.get(INDEX).status_code == 302
    assert AuditEntry.objects.filter(action="provider_untied").exists()
    assert "Gỡ khỏi" not in keeper.get(page).text


def test_where_the_token_has_no_e_mail_it_is_asked_for(provider, account):
    provider.claims = {"email": None, "email_verified": None}
    provider.info = {
        "sub": "an-2026",
        "email": "an@minhgiang.example",
        "email_verified": True,
    }
    assert is_in(come(provider))


def test_keys_are_kept_and_a_new_one_is_found(provider, account):
    come(provider)
    provider.asked.clear()
    come(provider)
    assert provider.asked == ["token"]
    provider.key, provider.header = provider.ec, {"alg": "ES256", "kid": "ba"}
    fresh = provider.ec.as_dict(private=True) | {"kid": "ba"}
    provider.published = [type(provider.ec).import_key(fresh)]
    provider.asked.clear()
    assert is_in(come(provider))
    assert provider.asked == ["token", "keys"]


def test_a_provider_that_is_down_leaves_the_password(provider, account, caplog):
    provider.instead["openid-configuration"] = (503, {}, b"an@minhgiang.example")
    browser = Client()
    with caplog.at_level(logging.INFO):
        for _ in range(2):
            assert "đang không trả lời" in said(browser.post(BEGIN))
    assert provider.asked == ["openid-configuration"], "and is not asked by everybody"
    assert "answered 503" in caplog.text
    assert "@" not in caplog.text
    assert is_in(knock("an"))


def test_what_leaves_the_portal_asks_for_little(provider):
    address = set_out(Client())
    assert address.startswith(f"{provider.issuer}/authorize?response_type=code&")
    assert "scope=openid+email" in address or "scope=openid%20email" in address
    assert "code_challenge_method=S256" in address
    assert "verifier" not in address
