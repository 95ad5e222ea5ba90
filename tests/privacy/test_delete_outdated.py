"""What is kept no longer is deleted, all of it by one command."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.utils import timezone

from portal.core.accounts.models import User
from portal.core.accounts.sessions.models import DeskSession
from portal.core.drafts import presence
from portal.core.drafts.models import Autosave, Presence
from portal.core.notices.models import Mail, Notice
from portal.core.search.models import SearchCount
from portal.sections.reports.models import ErrorReport
from tests.factories import make_user
from tests.reports.letters import make_report

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

KEPT_DAYS = {
    Autosave: 30,
    Presence: 1,
    Notice: 90,
    Mail: 90,
    SearchCount: 400,
    LogEntry: 400,
    Session: 14,
}


def make_rows() -> None:
    """Store a row of each kind as of now."""
    now, user = timezone.now(), make_user()
    kind = ContentType.objects.get_for_model(User)
    Autosave.objects.create(user=user, window="a" * 32, content_type=kind, saved_at=now)
    Presence.objects.create(user=user, content_type=kind, object_id=1, seen_at=now)
    Notice.objects.create(recipient=user, kind="returned")
    Mail.objects.create(to=user.email, subject="x", text="y")
    SearchCount.objects.create(day=timezone.localdate(), words="cu", typed="cũ")
    LogEntry.objects.create(user=user, object_repr="x", action_flag=CHANGE)
    Session.objects.create(session_key="k", expire_date=now + timedelta(days=14))
    DeskSession.objects.create(user=user, session_key="k", began_at=now, seen_at=now)


def run() -> str:
    out = StringIO()
    call_command("delete_outdated", stdout=out)
    return out.getvalue()


def test_each_row_stays_as_long_as_it_is_kept_and_not_longer():
    begin = timezone.now()
    with time_machine.travel(begin, tick=False) as clock:
        make_rows()
        for days in sorted(set(KEPT_DAYS.values())):
            clock.move_to(begin + timedelta(days=days, minutes=-1))
            run()
            there = {model for model in KEPT_DAYS if model._default_manager.exists()}
            assert there == {model for model in KEPT_DAYS if KEPT_DAYS[model] >= days}
        clock.move_to(begin + timedelta(days=401, minutes=1))
        run()
        assert not any(model._default_manager.exists() for model in (*KEPT_DAYS, DeskSession))


def test_the_times_are_settings(settings):
    settings.AUTOSAVE_KEEP_DAYS = settings.SEARCH_KEEP_DAYS = 2
    make_rows()
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        run()
    assert not Autosave.objects.exists()
    assert not SearchCount.objects.exists()
    assert Notice.objects.exists()


def test_the_contact_of_a_report_that_nobody_closes_goes_and_its_words_stay():
    report = make_report(contact="bandoc@example.com")
    with time_machine.travel(timezone.now() + timedelta(days=401)):
        assert "Báo lỗi: 1 dòng." in run()
        assert "Báo lỗi: 0 dòng." in run()
    report.refresh_from_db()
    assert report.contact == ""
    assert "bandoc" not in report.search_words
    assert ErrorReport.objects.exists()


def test_a_table_that_cannot_be_written_to_does_not_stop_the_others(monkeypatch):
    def refuse() -> int:
        raise DatabaseError("locked")

    make_rows()
    monkeypatch.setattr(presence, "forget_all_old", refuse)
    with (
        time_machine.travel(timezone.now() + timedelta(days=500)),
        pytest.raises(CommandError, match=r"Người đang mở \(locked\)"),
    ):
        run()
    assert not Mail.objects.exists()
    assert Presence.objects.exists()
