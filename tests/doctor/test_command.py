"""`manage.py doctor`, and the notes that manage.py takes of timed commands."""

import json
from contextlib import suppress
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from portal.core.doctor import timed
from portal.core.doctor.findings import bad, good, note, warning
from portal.core.doctor.models import CheckResult, CommandRun

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]


def doctor(*arguments: str) -> tuple[int, str]:
    """Return the exit code and what was printed."""
    out = StringIO()
    try:
        call_command("doctor", *arguments, stdout=out)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


@pytest.mark.parametrize(
    ("finding", "code"),
    [
        (good("Tốt."), 0),
        (note("Nên biết."), 0),
        (warning("Nên sửa.", "Sửa đi."), 1),
        (bad("Hỏng.", "Sửa ngay.", command="migrate"), 2),
        (None, 0),
    ],
)
def test_the_exit_code_tells_how_bad_it_is(only_check, finding, code):
    only_check(lambda: finding)
    ended, said = doctor()
    assert ended == code
    if finding:
        assert finding.seen in said
        assert finding.advice in said
        assert finding.command in said


def test_monitoring_reads_json(only_check):
    only_check(lambda: bad("Hỏng.", "Sửa ngay."))
    ended, said = doctor("--json")
    told: dict[str, Any] = json.loads(said)
    assert (ended, told["worst"]) == (2, "bad")
    assert told["checks"][0]["name"] == "the-one"
    assert told["checks"][0]["severity"] == "bad"


def test_what_a_timer_finds_is_kept_and_is_no_failure_of_the_timer(only_check):
    found = iter([bad("Hỏng.", "Sửa ngay."), None])
    only_check(lambda: next(found))
    CheckResult.objects.create(name="gone-since", severity=3)
    assert doctor("--note")[0] == 0
    [kept] = CheckResult.objects.results()
    assert (kept.check.name, kept.finding.seen) == ("the-one", "Hỏng.")
    assert CheckResult.objects.count() == 1
    assert doctor("--note")[0] == 0
    assert not CheckResult.objects.exists()


def test_checks_are_chosen_by_name_and_by_cost(only_check):
    only_check(lambda: bad("Hỏng.", "Sửa ngay."), slow=True)
    assert doctor("--only", "the-one")[0] == 2
    assert doctor("--quick")[0] == 0
    with pytest.raises(CommandError, match="Các mục: the-one"):
        doctor("--only", "the-other")


def test_a_mail_is_sent_on_trial(settings, monkeypatch):
    settings.MAIL_ENABLED = False
    with pytest.raises(CommandError, match="EMAIL_URL"):
        doctor("--send-mail", "an@minhgiang.example")
    settings.MAIL_ENABLED = True
    assert "đã nhận" in doctor("--send-mail", "an@minhgiang.example")[1]
    assert mail.outbox[0].to == ["an@minhgiang.example"]
    monkeypatch.setattr(mail.EmailMessage, "send", _refuse)
    with pytest.raises(CommandError, match="Không gửi được: ConnectionRefusedError"):
        doctor("--send-mail", "an@minhgiang.example")


def _refuse(message: object) -> None:
    raise ConnectionRefusedError


@pytest.mark.parametrize(
    ("end", "went_well"),
    [(None, True), (SystemExit(0), True), (SystemExit(1), False), (KeyboardInterrupt(), False)],
)
def test_manage_py_notes_how_a_timed_command_ended(monkeypatch, end, went_well):
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    for arguments in (["reindex"], ["reindex", "--check"], ["migrate"], []):
        with suppress(BaseException), timed.noted(arguments):
            if end:
                raise end
    [run] = CommandRun.objects.all()
    assert (run.command, run.went_well) == ("reindex", went_well)
    assert (run.last_good_at is not None) == went_well


def test_a_run_that_fails_keeps_when_the_command_last_ended_well(monkeypatch):
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    with timed.noted(["backup"]):
        pass
    with suppress(SystemExit), timed.noted(["backup"]):
        raise SystemExit(1)
    run = CommandRun.objects.get()
    assert not run.went_well
    assert run.last_good_at
