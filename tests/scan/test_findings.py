"""What becomes of a finding from one scan to the next."""

import pytest

from portal.core.accounts.roles import AccountRole
from portal.core.audit.models import AuditEntry
from portal.core.scan import accepting, running
from portal.core.scan.models import Finding, FindingState, Run
from tests.factories import make_article, make_superuser, make_user
from tests.scan.planted import waiting, write

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

SPAM = '<p>Xem <a href="https://choi-tai-day.vip/">tài xỉu</a></p>'


@pytest.fixture(autouse=True)
def known_accounts():
    """Leave accounts out: those of the tests were made without a word to the trail."""
    make_superuser()


def of_content() -> list[str]:
    return sorted(finding.kind for finding in waiting() if finding.kind != "accounts")


def test_a_finding_is_new_once_and_waits_until_somebody_has_looked():
    article = make_article()
    write("news.Article", "body", article.pk, SPAM)
    run, new = running.run()
    assert {finding.kind for finding in new} >= {"vocabulary", "hosts"}
    again, none = running.run()
    assert none == []
    assert again.waiting == run.waiting > 0
    assert again.rows == run.rows


def test_what_is_accepted_does_not_come_again_and_its_host_is_known_from_then_on():
    write("news.Article", "body", make_article().pk, SPAM)
    running.run()
    chief = make_user(AccountRole.CHIEF)
    count = accepting.accept(waiting(), by=chief, reason="Bài báo về vụ án.")
    assert count == 2  # not the accounts, for which chiefs do not answer
    assert of_content() == []
    running.run()
    assert of_content() == []
    write("news.Article", "body", make_article().pk, "<p>https://choi-tai-day.vip/</p>")
    running.run()
    assert of_content() == []
    entry = AuditEntry.objects.filter(action="finding_accepted").latest("number")
    assert (entry.actor, entry.after, entry.area) == (chief, "Bài báo về vụ án.", "setting")


def test_what_was_accepted_and_changes_is_new():
    article = make_article()
    write("news.Article", "body", article.pk, SPAM)
    running.run()
    accepting.accept(waiting(), by=make_superuser(), reason="Đã xem.")
    write("news.Article", "body", article.pk, SPAM.replace("Xem", "Uy tín, đăng ký ngay"))
    running.run()
    assert of_content() == ["vocabulary"]


def test_what_was_mended_is_gone_and_comes_back_as_new():
    article = make_article()
    write("news.Article", "body", article.pk, SPAM)
    running.run()
    write("news.Article", "body", article.pk, "<p>Sạch</p>")
    running.run()
    assert of_content() == []
    assert Finding.objects.filter(kind="vocabulary").get().state == FindingState.GONE
    write("news.Article", "body", article.pk, SPAM)
    _, new = running.run()
    assert {finding.kind for finding in new} == {"vocabulary", "hosts"}


def test_a_part_that_fails_takes_nothing_away_and_is_named(monkeypatch):
    write("news.Article", "body", make_article().pk, SPAM)
    running.run()

    def fail():
        raise OSError("disk")

    monkeypatch.setattr(running, "total", fail)
    monkeypatch.setattr(running, "_rows", fail)
    run, _ = running.run()
    assert run.failed == "texts"
    assert of_content() == ["hosts", "vocabulary"]
    assert Run.objects.count() == 2


def test_an_attack_with_thousands_of_traces_fills_no_table(monkeypatch):
    monkeypatch.setattr(running, "MOST", 3)
    links = " ".join(f"https://trang-{number}.xyz/" for number in range(9))
    write("news.Article", "body", make_article().pk, links)
    running.run()
    assert of_content().count("hosts") == 3
    assert Finding.objects.filter(kind="hosts", place="nhiều nơi khác").count() == 1
    accepting.accept(waiting(), by=make_superuser(), reason="Đã xem.")
    running.run()
    assert of_content().count("hosts") == 2  # the next ones; that there are more is accepted
