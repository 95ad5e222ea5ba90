"""Everybody sees where they are signed in, ends it, and a desk left alone is locked."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.accounts.sessions.browsers import UNKNOWN, in_words
from portal.core.accounts.sessions.models import DeskSession
from portal.core.accounts.sessions.registry import forget_ended
from portal.core.audit.models import AuditEntry
from portal.core.content import State
from tests.contract.pages import form_data
from tests.factories import PASSWORD, make_article, make_user
from tests.login.door import INDEX, code_of, give_app, knock

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

NOW = datetime(2026, 5, 23, 9, 5, tzinfo=UTC)
OWN = reverse("admin:security")
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(scope="module")
def lan(module_db):
    return make_user(AccountRole.EDITOR, username="lan").pk


@pytest.fixture
def account(lan):
    return User.objects.get(pk=lan)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def is_alive(browser):
    return browser.get(INDEX).status_code == 200


def test_the_list_says_since_when_from_where_and_with_what(account, clock):
    browser = Client(headers={"User-Agent": FIREFOX})
    knock("lan", browser=browser)
    text = browser.get(OWN).text
    assert "Firefox trên máy tính Windows" in text
    assert "203.0.113.7" in text
    assert "16:05 23/05/2026" in text


@pytest.mark.every_database
def test_one_session_is_ended_and_the_others_stay(account, sign_in):
    here, there, third = (sign_in(account) for _ in range(3))
    number = DeskSession.objects.get(session_key=there.session.session_key).pk
    here.post(OWN, {"session": number})
    assert [is_alive(each) for each in (here, there, third)] == [True, False, True]
    here.post(OWN, {"session": ""})
    assert [is_alive(each) for each in (here, third)] == [True, False]


def test_nobody_ends_the_session_of_another_from_their_own_page(account, sign_in):
    here, there = sign_in(account), sign_in(make_user())
    number = DeskSession.objects.get(session_key=there.session.session_key).pk
    here.post(OWN, {"session": number})
    assert is_alive(there)


def test_a_keeper_of_accounts_ends_all_sessions_of_an_account(account, sign_in):
    office, there = sign_in(make_user(AccountRole.USER_ADMIN)), sign_in(account)
    office.post(reverse("admin:account_security", args=[account.pk]), {"_end": "1"})
    row = AuditEntry.objects.latest("number")
    assert (row.action, row.object_id, row.after) == ("sessions_ended", account.pk, "1 phiên")
    assert not is_alive(there)


def test_a_new_password_ends_the_others_and_the_list_knows_the_one_that_stays(account, sign_in):
    here, there = sign_in(account), sign_in(account)
    new = "Mùa-Bưởi-Minh-Giang-5"
    data = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    here.post(reverse("admin:password_change"), data)
    assert is_alive(here)
    assert not is_alive(there)
    assert DeskSession.objects.get(user=account).session_key == here.session.session_key


def test_switching_an_account_off_ends_its_sessions(account, sign_in, desk):
    sign_in(account)
    url = reverse("admin:accounts_user_change", args=[account.pk])
    data = form_data(desk.get(url).text)
    data.pop("is_active")
    desk.post(url, data)
    assert not DeskSession.objects.filter(user=account).exists()


def test_signing_out_takes_the_session_from_the_list(account, sign_in):
    browser = sign_in(account)
    browser.post(reverse("admin:logout"))
    assert not DeskSession.objects.exists()


def test_sessions_that_ended_without_a_word_are_not_shown_and_are_swept_up(account, sign_in):
    here, there = sign_in(account), sign_in(account)
    there.session.delete()
    assert len(here.get(OWN).context["sessions"]) == 1
    assert forget_ended() == 1


@pytest.mark.parametrize("minutes", [14, 15])
def test_a_desk_left_alone_is_locked_after_a_quarter_of_an_hour(
    account, clock, sign_in, settings, minutes
):
    settings.SESSION_IDLE_MINUTES = 15
    browser = sign_in(account)
    clock.shift(timedelta(minutes=minutes))
    assert is_alive(browser) is (minutes < 15)


def test_a_locked_desk_leads_to_the_log_in_and_back(account, clock, sign_in, settings):
    settings.SESSION_IDLE_MINUTES = 15
    browser = sign_in(account)
    clock.shift(timedelta(hours=1))
    assert browser.get(OWN).url == f"{reverse('admin:login')}?next={OWN}"


def test_what_scripts_ask_by_themselves_keeps_no_desk_open(account, clock, settings, sign_in):
    settings.SESSION_IDLE_MINUTES = 15
    browser = sign_in(account)
    url = reverse("admin:news_article_session")
    for _ in range(14):
        clock.shift(timedelta(minutes=1))
        assert browser.get(url).status_code == 200
    clock.shift(timedelta(minutes=1))
    answer = browser.get(url)
    assert answer.status_code == 401
    assert "Chữ vẫn còn nguyên" in answer.json()["message"]


def test_keys_and_clicks_keep_it_open(account, clock, settings, sign_in):
    settings.SESSION_IDLE_MINUTES = 15
    browser = sign_in(account)
    for _ in range(4):
        clock.shift(timedelta(minutes=10))
        assert browser.post(reverse("admin:at_hand")).status_code == 204
    assert is_alive(browser)


def test_what_was_typed_before_the_lock_is_kept_after_signing_in_over_the_form(
    account, clock, settings, sign_in
):
    settings.SESSION_IDLE_MINUTES = 15
    User.objects.filter(pk=account.pk).update(is_superuser=True)
    browser, article = sign_in(account), make_article(State.DRAFT)
    url = reverse("admin:news_article_autosave", args=[article.pk])
    typed = {"title": "Gõ dở", "_window": "a" * 32}
    clock.shift(timedelta(minutes=16))
    assert browser.post(url, typed).status_code == 401
    app, writer = give_app(account), {"X-Desk-Writer": str(account.pk)}
    again, data = reverse("admin:sign_in_again"), {"username": "lan", "password": PASSWORD}
    asked = browser.post(again, data, headers=writer)
    assert (asked.status_code, asked.json()["code"]) == (400, True)
    done = browser.post(again, data | {"code": code_of(app)}, headers=writer)
    assert done.status_code == 200
    assert browser.post(url, typed).json()["kept"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (FIREFOX, "Firefox trên máy tính Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) Safari/604.1", "Safari trên iPhone"),
        ("(Windows NT 10.0) coc_coc_browser/120 Chrome/114", "Cốc Cốc trên máy tính Windows"),
        ("curl/8", UNKNOWN),
        ("", UNKNOWN),
    ],
)  # fmt: skip
def test_a_browser_is_called_as_people_know_it(said, words):
    assert in_words(said) == words
