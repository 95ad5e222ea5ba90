"""The mail of the morning: once on a working day, of what is unread, and never an empty one."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.notices import digests, mails
from portal.core.notices.kinds import Kind
from portal.core.notices.models import Mail, Notice
from portal.core.notices.send import notify
from tests.factories import make_article, make_superuser, make_user

pytestmark = pytest.mark.django_db

WEDNESDAY = "2026-05-20 07:30+07:00"


@pytest.fixture
def clock(mail_on):
    with time_machine.travel(WEDNESDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def chief(clock):
    return make_user(AccountRole.CHIEF)


def tell(user, times: int = 1, **article):
    """Tell of so many articles sent to review; return the last."""
    for _ in range(times):
        item = make_article(State.DRAFT, **article)
        notify(Kind.REVIEW, [user], item=item, by=make_superuser())
    return item


def test_everybody_gets_one_mail_with_what_is_unread(chief):
    other = make_user(AccountRole.CHIEF)
    tell(chief, times=2, title="Khởi công cầu")
    tell(other, title="Nước sạch")
    assert digests.write_due() == 2
    mail = Mail.objects.get(to=chief.email)
    assert mail.subject.endswith("2 thông báo chưa đọc")
    assert mail.text.count("gửi duyệt bài “Khởi công cầu”") == 2
    assert "/duyet/" in mail.text
    assert "https://minhgiang.example/quan-tri/news/article/" in mail.text
    assert "Nước sạch" not in mail.text


def test_nobody_gets_a_second_one_on_the_same_day(chief, clock):
    tell(chief)
    assert [digests.write_due(), digests.write_due()] == [1, 0]
    tell(chief)
    clock.move_to("2026-05-20 23:59+07:00")
    assert digests.write_due() == 0
    clock.move_to("2026-05-21 07:30+07:00")
    assert digests.write_due() == 1
    clock.move_to("2026-05-22 07:30+07:00")
    assert digests.write_due() == 0  # nothing new
    assert Mail.objects.count() == 2


def test_of_two_that_write_at_once_the_database_lets_one(chief):
    tell(chief)
    key = digests._key(timezone.localdate(), chief.pk)
    Mail.objects.create(to=chief.email, key=key)  # by another, after the first look
    assert digests._write(chief, key) is False
    assert Mail.objects.count() == 1
    assert Notice.objects.get().awaits_digest  # for tomorrow


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        ("2026-05-20 07:29+07:00", 0),
        ("2026-05-20 07:30+07:00", 1),
        ("2026-05-22 18:00+07:00", 1),
        ("2026-05-23 08:00+07:00", 0),
        ("2026-05-24 08:00+07:00", 0),
        ("2026-05-25 08:00+07:00", 1),
    ],
)
def test_it_comes_on_working_days_from_the_chosen_hour(chief, clock, moment, written):
    tell(chief)
    clock.move_to(moment)
    assert digests.write_due() == written


def test_what_was_read_or_may_not_be_opened_any_more_makes_no_mail(chief, clock):
    reader, lowered = make_user(AccountRole.CHIEF), make_user(AccountRole.CHIEF)
    for user in (reader, lowered):
        tell(user)
    Notice.objects.filter(recipient=reader).update(read_at=timezone.now())
    lowered.groups.clear()
    assert digests.write_due() == 0
    assert not Mail.objects.exists()
    assert not Notice.objects.filter(awaits_digest=True).exists()


@pytest.mark.parametrize("change", [{"email": ""}, {"is_active": False}])
def test_an_account_that_no_mail_reaches_any_more_gets_none(chief, change):
    tell(chief)
    type(chief).objects.filter(pk=chief.pk).update(**change)
    assert digests.write_due() == 0
    assert not Mail.objects.exists()


def test_a_long_digest_is_cut_and_says_so(chief, monkeypatch):
    monkeypatch.setattr(mails, "MAX_LINES", 2)
    tell(chief, times=3)
    digests.write_due()
    text = Mail.objects.get().text
    assert "Ông/bà có 3 thông báo chưa đọc" in text
    assert "- và 1 thông báo khác" in text


def test_the_command_forgets_what_is_ninety_days_old(chief, clock, capsys):
    tell(chief)
    Mail.objects.create(to="a@minhgiang.example")
    clock.shift(timedelta(days=90))
    call_command("send_digests")
    assert Notice.objects.count() == 1
    clock.shift(1)
    call_command("send_digests")
    assert not Notice.objects.exists()
    assert "Đã xóa 1 thông báo cũ hơn 90 ngày." in capsys.readouterr().out


def test_without_a_mail_server_old_notices_are_forgotten_all_the_same(chief, clock, settings):
    settings.MAIL_ENABLED = False
    tell(chief)
    clock.shift(timedelta(days=90))
    clock.shift(1)
    call_command("send_digests")
    assert not Notice.objects.exists()
    assert not Mail.objects.exists()
