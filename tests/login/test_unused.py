"""Accounts that nobody uses are switched off at night; somebody can always open them again."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.accounts.sessions.models import DeskSession
from portal.core.audit.models import AuditEntry
from portal.core.notices.models import Mail
from tests.contract.pages import form_data
from tests.factories import make_superuser, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]

NOW = datetime(2026, 5, 23, 9, 5, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def account(days, **fields):
    """Return an account that was made long ago and last seen so many days ago."""
    seen = NOW - timedelta(days=days)
    user = make_user(**fields)
    User.objects.filter(pk=user.pk).update(
        date_joined=NOW - timedelta(days=900), last_seen_at=seen, last_login=seen
    )
    return user


def run(*arguments):
    out = StringIO()
    call_command("deactivate_unused", *arguments, stdout=out)
    return out.getvalue()


def active():
    return set(User.objects.filter(is_active=True).values_list("username", flat=True))


def test_after_45_days_an_account_is_switched_off_with_its_sessions(clock, sign_in):
    account(45, username="vua-du")
    late = account(46, username="qua-han")
    sign_in(late)
    User.objects.filter(pk=late.pk).update(last_login=NOW - timedelta(days=46))
    make_user(username="moi-mo")
    assert "qua-han" in run()
    assert active() == {"vua-du", "moi-mo"}
    assert not DeskSession.objects.exists()
    row = AuditEntry.objects.latest("number")
    assert (row.action, row.object_id, row.actor) == ("account_closed", late.pk, None)


def test_a_look_beforehand_changes_nothing(clock):
    account(99, username="qua-han")
    assert "Sẽ khóa 1" in run("--dry-run")
    assert active() == {"qua-han"}


def test_the_superuser_who_was_there_last_stays(clock):
    account(400, username="goc-cu", is_superuser=True)
    account(300, username="goc", is_superuser=True)
    run()
    assert active() == {"goc"}


def test_who_was_opened_again_is_not_closed_the_next_night(clock, sign_in):
    user = account(99, username="qua-han")
    run()
    office = sign_in(make_superuser(username="goc"))
    url = reverse("admin:accounts_user_change", args=[user.pk])
    office.post(url, form_data(office.get(url).text) | {"is_active": "on"})
    run()
    assert "qua-han" in active()
    clock.shift(timedelta(days=46))
    run()
    assert "qua-han" not in active()


def test_who_keeps_the_accounts_is_told_by_mail(clock, settings, monkeypatch):
    settings.MAIL_ENABLED, settings.SITE_URL = True, "https://minhgiang.example"
    monkeypatch.setattr("portal.core.notices.background.wake", lambda: None)
    keeper, chief = make_user(AccountRole.USER_ADMIN), make_superuser()
    account(99, username="qua-han")
    run()
    assert {mail.to for mail in Mail.objects.all()} == {keeper.email, chief.email}
    assert "qua-han" in Mail.objects.first().text


def test_nothing_is_switched_off_where_the_setting_says_never(clock, settings):
    settings.UNUSED_ACCOUNT_DAYS = 0
    account(999)
    assert "Đã khóa 0" in run()
