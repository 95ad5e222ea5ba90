"""Guessing is made slow, and the person whose password is guessed gets in all the same."""

import re
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from portal.core.accounts.login.attempts import MEMORY, Key, count
from portal.core.accounts.login.keys import ACCOUNT, ADDRESS, PAIR
from portal.core.accounts.login.models import Failures
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.audit.models import AuditEntry
from tests.factories import PASSWORD, make_user
from tests.login.door import code_of, give_app, is_in, knock

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

NOW = datetime(2026, 5, 23, 9, 5, tzinfo=UTC)
FIFTEEN = timedelta(minutes=15)


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


def attack(username="lan"):
    """Leave the account as twenty guesses from as many addresses do."""
    for _ in range(20):
        count([Key(ACCOUNT, username)])


def leave(browser):
    """End the session; the browser keeps its other cookies."""
    del browser.cookies["sessionid"]


@pytest.mark.every_database
def test_after_five_failures_the_right_password_waits_a_quarter_of_an_hour(account, clock):
    assert [knock("lan", "sai").status_code for _ in range(5)] == [200] * 5
    answer = knock("lan")
    assert answer.status_code == 429
    assert answer["Retry-After"] == "900"
    assert "15 phút" in answer.text
    clock.shift(FIFTEEN)
    assert is_in(knock("lan"))


def test_each_failure_after_a_lock_locks_twice_as_long_up_to_four_hours(account, clock):
    for _ in range(5):
        knock("lan", "sai")
    waits = []
    for _ in range(6):
        waits.append(int(knock("lan", "sai")["Retry-After"]) // 60)
        clock.shift(timedelta(minutes=waits[-1]))
        knock("lan", "sai")
    assert waits == [15, 30, 60, 120, 240, 240]


def test_knocking_at_a_locked_door_does_not_lock_it_longer(account, clock):
    for _ in range(30):
        knock("lan", "sai")
    clock.shift(FIFTEEN)
    assert is_in(knock("lan"))


def test_a_success_forgets_the_failures_of_the_person(account, clock):
    for _ in range(3):
        for _ in range(4):
            knock("lan", "sai")
        assert is_in(knock("lan"))


def test_one_address_that_tries_many_names_is_locked_for_all(account, clock):
    for number in range(30):
        knock(f"ten-{number}", "sai")
    assert knock("lan").status_code == 429
    assert is_in(knock("lan", address="203.0.113.8"))


def test_an_account_of_ones_own_does_not_wash_an_address_clean(account, clock):
    for number in range(29):
        knock(f"ten-{number}", "sai")
    assert is_in(knock("lan"))
    knock("ten-30", "sai")
    assert knock("lan").status_code == 429


def test_what_a_stranger_writes_into_the_header_changes_no_address(account, clock):
    for number in range(5):
        knock("lan", "sai", address=f"10.0.0.{number}, 203.0.113.7")
    assert knock("lan").status_code == 429


def test_a_household_with_ipv6_is_one_address(account, clock):
    for number in range(5):
        knock("lan", "sai", address=f"2001:db8:1:2::{number}")
    assert knock("lan", address="2001:db8:1:2:ffff::1").status_code == 429
    assert is_in(knock("lan", address="2001:db8:1:3::1"))


def test_an_account_attacked_from_everywhere_is_locked_for_strange_browsers(account, clock):
    attack()
    answer = knock("lan")
    assert answer.status_code == 429
    assert "mã xác thực" in answer.text


def test_a_known_browser_passes_while_the_account_is_attacked(account, clock):
    home = Client()
    assert is_in(knock("lan", browser=home))
    leave(home)
    attack()
    assert is_in(knock("lan", browser=home))


def test_changing_the_password_makes_all_browsers_strange_but_the_one_at_hand(account, clock):
    here, there = Client(), Client()
    for browser in (here, there):
        knock("lan", browser=browser)
    new = "Mùa-Bưởi-Minh-Giang-5"
    data = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert here.post(reverse("admin:password_change"), data).status_code == 302
    leave(here)
    attack()
    assert is_in(knock("lan", new, browser=here))
    assert knock("lan", new, browser=there).status_code == 429


def test_a_known_browser_has_five_failures_of_its_own(account, clock):
    home = Client()
    knock("lan", browser=home)
    leave(home)
    for _ in range(5):
        knock("lan", "sai", browser=home)
    assert knock("lan", browser=home).status_code == 429


def test_a_browser_known_to_one_account_is_a_stranger_to_another(account, clock):
    make_user(username="hai")
    home = Client()
    knock("hai", browser=home)
    leave(home)
    attack()
    assert knock("lan", browser=home).status_code == 429


def test_the_second_factor_passes_while_the_account_is_attacked(account, clock):
    app = give_app(account)
    attack()
    assert not is_in(knock("lan", "sai", code=code_of(app)))
    assert not is_in(knock("lan", code="000000"))
    assert is_in(knock("lan", code=code_of(app)))


def test_under_attack_nobody_learns_which_of_the_two_was_wrong(account, clock):
    give_app(account)
    make_user(username="khong-co-ma")
    for name in ("lan", "khong-co-ma", "khong-co-ai"):
        attack(name)
    told = {
        knock(name, password, code="000000", address=address).text.split("</head>")[1]
        for name, password, address in (
            ("lan", PASSWORD, "192.0.2.1"),
            ("lan", "sai", "192.0.2.2"),
            ("khong-co-ma", PASSWORD, "192.0.2.3"),
            ("khong-co-ai", "sai", "192.0.2.4"),
        )
    }
    for words in told:
        assert "Tạm khóa" not in words
    assert len({words.count("errornote") for words in told}) == 1


def test_a_locked_name_that_nobody_has_is_answered_as_one_that_somebody_has(account, clock):
    for name in ("lan", "khong-co-ai"):
        attack(name)
    told = {
        re.sub(rf'(csrfmiddlewaretoken" value=")\w+|value="{name}"', "", knock(name).text)
        for name in ("lan", "khong-co-ai")
    }
    assert len(told) == 1


def test_no_row_says_whose_failures_it_counts(account, clock):
    knock("mat-khau-go-nham-o", "sai")
    kept = str(list(Failures.objects.values()))
    assert "mat-khau" not in kept
    assert "203.0.113" not in kept


def test_rows_are_forgotten_after_a_day(account, clock):
    attack()
    clock.shift(MEMORY + timedelta(minutes=1))
    call_command("forget_logins", stdout=StringIO())
    assert not Failures.objects.exists()


def test_the_trail_is_told_of_what_was_judged_and_of_locks_but_not_of_every_knock(account, clock):
    known = AuditEntry.objects.count()
    for _ in range(50):
        knock("lan", "sai")
    said = [row.action for row in AuditEntry.objects.order_by("number")[known:]]
    assert said == ["login_failed"] * 5 + ["login_locked"]


@pytest.mark.any_database("sqlite")
@pytest.mark.parametrize("rule", [PAIR, ADDRESS, ACCOUNT], ids=lambda rule: rule.name)
def test_a_lock_has_an_end_however_many_failures_there_are(rule):
    assert rule.lock(10**6) == rule.longest
    assert len(Key(rule, "lan").hash) == 64
