"""A mail server may be dead or choosy; nobody at the desk notices, and each mail goes once."""

import threading
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from portal.core.accounts.roles import AccountRole
from portal.core.content import State, Status
from portal.core.notices import background
from portal.core.notices.kinds import Kind
from portal.core.notices.models import Mail, Notice
from portal.core.notices.send import notify
from portal.core.notices.sending import MAX_ATTEMPTS, PAUSES, claim, send_due
from tests.factories import make_article, make_user
from tests.notices.servers import CHOOSY, DEAD, REFUSED

pytestmark = pytest.mark.django_db

START = "2026-05-20 09:00+07:00"


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as clock:
        yield clock


def queue(*addresses: str) -> None:
    Mail.objects.bulk_create(Mail(to=to, subject="Tin", text="Chào") for to in addresses)


def test_a_dead_server_changes_nothing_for_who_works_at_the_desk(mail_on, settings, sign_in):
    settings.EMAIL_BACKEND = DEAD
    writer = make_user(AccountRole.CHIEF)
    article = make_article(State.SUBMITTED, by=writer)
    url = reverse("admin:news_article_reason", args=[article.pk, "return"])
    browser = sign_in(make_user(AccountRole.CHIEF))
    said = {"reason": "Thiếu số liệu.", "base_version": article.version}
    answer = browser.post(url, said)
    assert answer.status_code == 302
    article.refresh_from_db()
    assert article.status == Status.RETURNED
    assert Notice.objects.filter(recipient=writer).count() == 1
    assert send_due() == 0
    waiting = Mail.objects.waiting().get(to=writer.email)
    assert waiting.last_error == "ConnectionRefusedError: không ai nghe"


def test_a_dead_server_is_asked_once_not_for_each_mail(mail_on, settings):
    settings.EMAIL_BACKEND = DEAD
    queue("a@minhgiang.example", "b@minhgiang.example", "c@minhgiang.example")
    send_due()
    assert sorted(Mail.objects.values_list("attempts", flat=True)) == [0, 0, 1]


def test_a_mail_is_tried_again_after_growing_pauses_and_then_given_up(mail_on, settings, clock):
    settings.EMAIL_BACKEND = DEAD
    queue("a@minhgiang.example")
    for number, pause in enumerate(PAUSES, start=1):
        send_due()
        clock.shift(pause - timedelta(seconds=1))
        send_due()
        assert Mail.objects.waiting().get().attempts == number
        clock.shift(timedelta(seconds=1))
    send_due()
    given_up = Mail.objects.given_up().get()
    assert given_up.attempts == MAX_ATTEMPTS
    assert given_up.last_error
    clock.shift(timedelta(days=30))
    settings.EMAIL_BACKEND = CHOOSY
    assert send_due() == 0
    assert list(PAUSES) == sorted(PAUSES)


def test_what_waits_goes_out_when_the_server_is_back(mail_on, settings, clock):
    settings.EMAIL_BACKEND = DEAD
    queue("a@minhgiang.example", "b@minhgiang.example")
    send_due()
    settings.EMAIL_BACKEND = CHOOSY
    clock.shift(PAUSES[0])
    assert send_due() == 2
    assert not Mail.objects.waiting().exists()
    assert set(Mail.objects.values_list("last_error", flat=True)) == {""}


def test_an_address_that_is_refused_keeps_no_other_mail_waiting(mail_on, settings):
    settings.EMAIL_BACKEND = CHOOSY
    queue(REFUSED, "a@minhgiang.example", "b@minhgiang.example")
    assert send_due() == 2
    assert "no such user" in Mail.objects.waiting().get(to=REFUSED).last_error


def test_a_mail_that_a_sender_has_is_nobody_elses_until_its_pause_is_over(mail_on, clock):
    queue("a@minhgiang.example")
    assert claim() is not None
    assert claim() is None
    clock.shift(PAUSES[0])  # the first sender was killed
    assert claim() is not None


def apart(*works: Callable[[], object]) -> None:
    """Run at once, each with a connection of its own; one by one where one file is locked."""

    def run(work: Callable[[], object]) -> None:
        work()
        connection.close()

    if connection.vendor == "sqlite":
        for work in works:
            work()
        return
    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_several_senders_at_once_send_each_mail_once(mail_on):
    addresses = [f"nguoi-{number}@minhgiang.example" for number in range(30)]
    apart(lambda: queue(*addresses))
    try:
        apart(*[send_due] * 4)
        assert Counter(to for message in mail.outbox for to in message.to) == Counter(addresses)
        assert not Mail.objects.waiting().exists()
    finally:
        apart(Mail.objects.all().delete)


def test_the_command_sends_what_is_due_and_says_so(mail_on, capsys):
    queue("a@minhgiang.example")
    Mail.objects.create(to="b@minhgiang.example", next_try_at=timezone.now() + timedelta(minutes=5))
    call_command("send_mails")
    call_command("send_mails")
    assert capsys.readouterr().out == "Đã gửi 1 thư.\n"


def test_without_a_mail_server_the_command_says_that_nothing_is_sent(capsys):
    queue("a@minhgiang.example")
    call_command("send_mails")
    assert "EMAIL_URL" in capsys.readouterr().err
    assert Mail.objects.get().attempts == 0


@pytest.fixture
def threads(monkeypatch):
    """Return a function that ends a request and says how many threads were started so far."""
    started: list[dict[str, object]] = []

    class Thread:
        """Notes that it was started, and does nothing."""

        def __init__(self, **kwargs: object) -> None:
            self.start = partial(started.append, kwargs)

    def end_request() -> int:
        background.on_request_finished()
        return len(started)

    monkeypatch.setattr(f"{background.__name__}.threading.Thread", Thread)
    yield end_request
    if background._one_thread.locked():
        background._one_thread.release()
    background._queued.clear()


def test_a_request_that_queued_a_mail_is_followed_by_one_thread(
    mail_on, threads, django_capture_on_commit_callbacks
):
    assert threads() == 0
    with django_capture_on_commit_callbacks(execute=True):
        notify(Kind.MENTIONED, [make_user()], by=None)
        assert threads() == 0  # not committed yet
    assert [threads(), threads()] == [1, 1]  # while it runs there is no other


def test_a_process_looks_once_a_minute_for_what_others_have_left(mail_on, threads, monkeypatch):
    monkeypatch.setattr(background, "EVERY", 0.0)
    assert threads() == 1


def test_without_a_mail_server_there_is_no_thread(threads, monkeypatch):
    monkeypatch.setattr(background, "EVERY", 0.0)
    background.wake()
    assert threads() == 0


def test_the_thread_survives_whatever_goes_wrong(mail_on, monkeypatch, caplog):
    monkeypatch.setattr(background, "work", lambda: 1 / 0)
    monkeypatch.setattr(f"{background.__name__}.connection.close", lambda: None)
    background._one_thread.acquire()
    background._run()
    assert not background._one_thread.locked()
    assert "Mails were not sent." in caplog.text
