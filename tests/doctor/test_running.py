"""Checks can neither hang nor break anything, and all of them speak to people."""

import logging
import threading

import pytest
from django.db import DatabaseError, connection
from django.urls import reverse

from portal.core.doctor import limits
from portal.core.doctor.findings import Severity, good
from portal.core.doctor.registry import all_checks, check
from portal.core.doctor.running import examine, run

_ENDLESS = {
    "sqlite": "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n)"
    " SELECT sum(i) FROM n",
    "postgresql": "SELECT pg_sleep(600)",
}


def _ask(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        cursor.fetchall()


def test_a_check_that_breaks_is_a_finding_and_names_no_cause(only_check, caplog):
    def break_down():
        raise OSError("/kho/bi-mat")

    caplog.set_level(logging.CRITICAL, logger="portal.core.doctor.running")
    [result] = run([only_check(break_down, asks_database=False)])
    assert result.severity == Severity.WARNING
    assert "OSError" in result.finding.seen
    assert "bi-mat" not in result.finding.seen + result.finding.advice


@pytest.mark.django_db
def test_a_question_without_an_end_is_given_up(only_check):
    slow = only_check(lambda: _ask(_ENDLESS[connection.vendor]), limit=0.05)
    finding = examine(slow)
    assert finding is not None
    assert "0.05 giây" in finding.seen
    _ask("SELECT 1")  # what comes after is not held back


@pytest.mark.django_db
def test_a_database_that_refuses_is_bad(only_check, caplog):
    caplog.set_level(logging.CRITICAL, logger="portal.core.doctor.running")
    finding = examine(only_check(lambda: _ask("SELECT broken")))
    assert finding is not None
    assert finding.severity == Severity.BAD
    _ask("SELECT 1")


@pytest.mark.django_db
def test_what_fails_for_another_reason_is_not_called_slow():
    with pytest.raises(DatabaseError), limits.database(60):
        _ask("SELECT broken")


def test_the_network_is_waited_for_so_long_and_no_longer():
    answer = threading.Event()
    with pytest.raises(limits.TimeIsUp):
        limits.within(0.01, lambda: answer.wait(60))
    answer.set()
    assert limits.within(60, lambda: "ok") == "ok"
    with pytest.raises(ZeroDivisionError):
        limits.within(60, lambda: 1 // 0)


def test_two_checks_cannot_have_one_name(only_check):
    only_check(lambda: good("Tốt."))
    with pytest.raises(ValueError, match="the-one"):
        check("the-one", "Khác", why="…")(lambda: None)


def test_every_check_says_what_it_is_and_why_it_matters():
    checks = all_checks()
    assert len(checks) >= 20
    for each in checks:
        assert each.name.replace("-", "").isalnum()
        assert each.name.isascii()
        assert each.title[0].isupper()
        assert each.why.endswith(".")
        assert 0 < each.limit <= (20 if each.slow else 5)


def test_the_button_is_answered_before_the_web_server_loses_patience():
    assert sum(each.limit for each in all_checks() if each.slow) <= 80


@pytest.mark.django_db
def test_a_portal_that_was_just_made_can_be_examined_and_no_check_breaks():
    results = run(each for each in all_checks() if not each.slow)
    assert len(results) >= 15
    assert [result.check.name for result in results if "lỗi (" in result.finding.seen] == []
    assert [result.severity for result in results] == sorted(
        (result.severity for result in results), reverse=True
    )
    for result in results:
        assert result.finding.seen.endswith(".")
        assert result.severity < Severity.WARNING or result.finding.advice.endswith(".")
        assert not result.finding.page or reverse(result.finding.page)
