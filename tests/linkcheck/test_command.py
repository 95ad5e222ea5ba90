"""`manage.py check_links`, from beginning to end, on sites that a server of the test plays."""

import io
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import OperationalError

from portal.core.linkcheck import internal, leaving, reading, rounds
from portal.core.linkcheck.management.commands.check_links import BROKEN, FAILED, Command
from portal.core.linkcheck.models import Address
from portal.core.linkcheck.verdicts import Verdict
from portal.front.models import TaskLink
from tests.factories import make_article, make_superuser

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 5, 20, 18, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def check(network, monkeypatch):
    """Return a function that runs the command and gives its exit code."""
    TaskLink.objects.all().delete()
    monkeypatch.setattr(
        Command,
        "round",
        lambda self, limits: rounds.Round(limits, network, pause=lambda seconds: None),
    )

    def run(*options: str) -> tuple[int, str]:
        out = io.StringIO()
        try:
            call_command("check_links", *options, stdout=out)
        except SystemExit as end:
            return int(str(end.code)), out.getvalue()
        except CommandError as error:
            return error.returncode, str(error)
        return 0, out.getvalue()

    return run


def test_a_link_that_breaks_is_broken_after_three_nights(check):
    for path in ("404", ""):
        body = f'<p><a href="http://trang.example/{path}">Xem</a></p>'
        make_article(body=body, at=NOW - DAY)
    codes = []
    for night in range(3):
        with time_machine.travel(NOW + night * DAY, tick=False):
            codes.append(check()[0])
    assert codes == [0, 0, BROKEN]
    assert Address.objects.get(verdict=Verdict.BROKEN).url == "http://trang.example/404"


def test_a_link_within_the_portal_is_broken_at_once_and_nobody_is_asked(check, network):
    make_article(body='<p><a href="/khong-co/">Xem</a> <a href="http://a.example/">A</a></p>')
    code, words = check("--internal")
    assert code == BROKEN
    assert "1 đường dẫn hỏng" in words
    assert network.looked_up == []


def test_a_check_that_could_not_be_made_is_told_apart(check, network, monkeypatch):
    for number in range(3):
        make_article(body=f'<p><a href="http://so{number}.example/">Xem</a></p>')
        network.failing[f"so{number}.example"] = OSError("no network")
    code, words = check()
    assert (code, "không ra được mạng" in words) == (FAILED, True)

    def fail(*args: object, **options: object) -> None:
        raise OperationalError("no database")

    monkeypatch.setattr(reading, "read_changed", fail)
    assert check()[0] == FAILED


def test_what_an_editor_leaves_alone_while_the_night_goes_on_stays_so(check, monkeypatch):
    boss = make_superuser()
    make_article(
        body='<p><a href="http://a.example/404">A</a> <a href="http://b.example/">B</a></p>'
    )
    look_up = internal.check

    def meanwhile(progress: object) -> int:
        for address in Address.objects.all():
            leaving.leave(address, by=boss, reason="Chỉ mở được từ mạng của cơ quan.")
        return look_up()

    monkeypatch.setattr(internal, "check", meanwhile)
    check()
    left = Address.objects.filter(left_at__isnull=False)
    # What works is no longer left alone: it would be reported should it break again.
    assert [each.url for each in left] == ["http://a.example/404"]


def test_nothing_published_is_nothing_broken(check):
    assert check()[0] == 0
