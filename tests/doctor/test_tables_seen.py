"""What the doctor sees in the database: mails, timers, accounts, backups, the index."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from portal.core.accounts.oidc.models import ProviderTie
from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.doctor.findings import Finding, Severity
from portal.core.doctor.models import CommandRun
from portal.core.doctor.timed import timed_commands
from portal.core.linkcheck.models import Address
from portal.core.linkcheck.verdicts import Verdict
from portal.core.notices.models import Mail
from portal.core.ops.models import Kind, Outcome, Run
from portal.core.scan.models import Finding as Found
from portal.core.scan.models import FindingState
from portal.core.scan.models import Run as ScanRun
from portal.core.search.models.entries import SearchEntry
from tests.doctor.looking import look
from tests.factories import make_article, make_superuser, make_user
from tests.login.door import give_app

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]

GOOD, NOTE, WARNING, BAD = Severity.GOOD, Severity.NOTE, Severity.WARNING, Severity.BAD


def said(name: str) -> tuple[Severity, Finding]:
    finding = look(name)
    return finding.severity, finding


def test_mails_that_wait_too_long_or_were_given_up_are_told_of(settings):
    settings.MAIL_ENABLED = False
    assert look("mail").severity == NOTE
    settings.MAIL_ENABLED = True
    assert look("mail").severity == NOTE  # nobody knows yet whether mails leave
    Mail.objects.create(to="an@minhgiang.example", sent_at=timezone.now())
    Mail.objects.create(to="an@minhgiang.example")
    assert look("mail").severity == GOOD
    old = timezone.now() - timedelta(hours=2)
    error = "SMTPServerDisconnected: an@minhgiang.example"
    Mail.objects.create(to="an@minhgiang.example", created_at=old, last_error=error)
    Mail.objects.create(to="an@minhgiang.example", given_up_at=timezone.now())
    severity, finding = said("mail")
    assert severity == WARNING
    assert "quá một giờ: 1. " in finding.seen
    assert "bảy ngày qua: 1. " in finding.seen
    assert "SMTPServerDisconnected" in finding.seen
    assert "@" not in finding.seen


def test_timers_that_have_not_run_are_late_after_two_times_their_period():
    severity, finding = said("timers")
    assert (severity, "chưa đến giờ" in finding.seen) == (NOTE, True)
    commands, now = timed_commands(), timezone.now()
    CommandRun.objects.bulk_create(
        CommandRun(command=each, began_at=now, ended_at=now, went_well=True) for each in commands
    )
    assert look("timers").severity == GOOD
    CommandRun.objects.filter(command="backup").update(went_well=False)
    CommandRun.objects.filter(command="send_mails").update(ended_at=now - timedelta(hours=1))
    severity, finding = said("timers")
    assert severity == WARNING
    assert finding.seen == "Quá giờ chưa chạy: send_mails. Lần cuối bị lỗi: backup."


def test_a_portal_whose_timers_were_never_set_says_so():
    with time_machine.travel(datetime.now(UTC) + timedelta(days=3)):
        severity, finding = said("timers")
    assert (severity, finding.seen) == (WARNING, "Chưa lệnh hẹn giờ nào chạy.")


def test_the_trail_is_judged_by_its_nightly_reading():
    assert look("audit").severity == NOTE
    now = timezone.now()
    run = CommandRun.objects.create(command="verify_audit", began_at=now, went_well=True)
    assert look("audit").severity == GOOD
    CommandRun.objects.filter(pk=run.pk).update(went_well=False)
    assert look("audit").severity == BAD


def test_backups_and_drills_are_judged_by_their_age_and_end(settings, tmp_path):
    settings.BACKUP_DIR = tmp_path
    assert look("backup").severity == BAD
    assert look("drill") is None
    made = Run.objects.note(Kind.BACKUP, Outcome.GOOD, "x", "")
    assert look("backup").severity == GOOD
    assert look("drill").severity == WARNING
    Run.objects.note(Kind.DRILL, Outcome.FAILED, "x", "")
    assert look("drill").severity == BAD
    Run.objects.note(Kind.DRILL, Outcome.GOOD, "x", "")
    Run.objects.note(Kind.BACKUP, Outcome.FAILED, "", "")
    assert look("drill").severity == GOOD
    assert look("backup").severity == WARNING
    Run.objects.filter(pk=made.pk).update(ended_at=timezone.now() - timedelta(days=3))
    assert look("backup").severity == BAD
    assert look("backup-place").severity in {NOTE, GOOD}


def test_a_second_factor_at_the_provider_covers_who_has_no_password_here(settings):
    settings.SECOND_FACTOR, settings.OIDC_NAME = "all", "tài khoản tỉnh"
    settings.OIDC_ISSUER, settings.OIDC_SECOND_FACTOR = "https://sso.example/", "provider"
    apart, by_both = make_user(AccountRole.EDITOR), make_user(AccountRole.EDITOR)
    apart.set_unusable_password()
    apart.save()
    for user in (apart, by_both):
        tied = {"issuer": settings.OIDC_ISSUER, "subject": f"s{user.pk}"}
        now = timezone.now()
        ProviderTie.objects.create(user=user, **tied, made_at=now, used_at=now)
    severity, finding = said("second-factor")
    assert (severity, "1 trong 2 " in finding.seen) == (NOTE, True)
    assert "1 tài khoản chỉ vào bằng tài khoản tỉnh" in finding.seen
    assert "1 tài khoản vào bằng tài khoản tỉnh nhưng vẫn còn mật khẩu" in finding.advice
    give_app(by_both)
    severity, finding = said("second-factor")
    assert (severity, "1 tài khoản chỉ vào bằng" in finding.seen) == (GOOD, True)
    settings.OIDC_SECOND_FACTOR = "portal"
    assert "1 trong 2 " in look("second-factor").seen
    settings.OIDC_SECOND_FACTOR, settings.OIDC_ISSUER = "provider", "https://another.example/"
    assert "1 trong 2 " in look("second-factor").seen


def test_doors_are_counted_and_nobody_is_named(settings):
    settings.SECOND_FACTOR, settings.UNUSED_ACCOUNT_DAYS = "off", 45
    assert look("superusers").severity == WARNING
    boss, editor = make_superuser(), make_user(AccountRole.EDITOR)
    make_user(AccountRole.CONTRIBUTOR)
    assert look("second-factor").severity == WARNING
    settings.SECOND_FACTOR = "roles"
    give_app(boss)
    severity, finding = said("second-factor")
    assert (severity, "1 trong 2 " in finding.seen) == (NOTE, True)
    assert editor.username not in finding.seen
    give_app(editor)
    assert look("second-factor").severity == GOOD
    settings.SECOND_FACTOR = "all"
    assert "1 trong 3 " in look("second-factor").seen
    assert look("superusers").severity == NOTE
    make_superuser()
    assert look("superusers").severity == GOOD
    assert look("unused-accounts").severity == GOOD
    with time_machine.travel(datetime.now(UTC) + timedelta(days=46)):
        assert "3 tài khoản" in look("unused-accounts").seen


@pytest.mark.every_database
def test_an_item_that_searching_does_not_find_is_told_of():
    article = make_article(State.LIVE)
    assert look("search").severity == GOOD
    SearchEntry.objects.filter(object_id=article.pk).delete()
    severity, finding = said("search")
    assert (severity, finding.command) == (WARNING, "reindex")
    call_command("reindex", verbosity=0)
    assert look("search").severity == GOOD


@pytest.mark.every_database
def test_the_database_is_as_it_should_be():
    for name in ("migrations", "database-settings", "database-file"):
        finding = look(name)
        # The servers of tests need not survive a loss of power.
        assert finding is None or finding.severity == GOOD or "đợi đĩa" in finding.seen


def test_what_the_scan_has_found_is_bad_until_somebody_has_looked():
    assert look("scan").severity == WARNING  # it has never run
    now = timezone.now()
    scanned = {"began_at": now, "ended_at": now, "rows": 9, "new": 0, "waiting": 0}
    ScanRun.objects.create(**scanned)
    assert look("scan").severity == GOOD
    ScanRun.objects.create(**scanned, failed="media")
    assert look("scan").severity == WARNING
    Found.objects.create(
        fingerprint="1", kind="hidden", place="bài 1", first_seen_at=now, last_seen_at=now
    )
    severity, finding = said("scan")
    assert (severity, "có 1 dấu hiệu" in finding.seen) == (BAD, True)
    Found.objects.update(state=FindingState.ACCEPTED)
    assert look("scan").severity == WARNING


def test_broken_links_are_told_of_unless_they_are_left_alone():
    assert look("links").severity == GOOD
    Address.objects.create(url="/khong-co/", digest="1", place="page", verdict=Verdict.BROKEN)
    severity, finding = said("links")
    assert (severity, finding.seen) == (NOTE, "1 đường dẫn hỏng.")
    Address.objects.update(left_at=timezone.now())
    assert look("links").severity == GOOD
