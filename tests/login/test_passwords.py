"""Passwords that are guessed first are refused; a forgotten one is replaced by a link in a mail."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.core.accounts.models import User
from portal.core.accounts.passwords.links import answer_requests, forget_requests
from portal.core.accounts.passwords.models import LinkRequest
from portal.core.accounts.passwords.validation import common_words, is_common
from portal.core.accounts.roles import AccountRole
from portal.core.accounts.sessions.models import DeskSession
from portal.core.audit.models import AuditEntry
from portal.core.notices.models import Mail
from portal.core.notices.sending import send_due
from tests.contract.pages import form_data
from tests.factories import PASSWORD, make_user
from tests.login.door import SIGN_IN, is_in, knock

NOW = datetime(2026, 5, 23, 9, 5, tzinfo=UTC)
ASK = reverse("admin:password_link")
NEW = "Mùa-Bưởi-Minh-Giang-5"


@pytest.mark.parametrize(
    "password",
    [
        *("Matkhau@123", "M4tkh4u2026!", "mật khẩu 2026", "Abc@123456", "123456a@", "P@ssw0rd2026"),
        *("anhyeuem1990", "Việt Nam Vô Địch", "manutd2008!", "1qaz2wsx3edc", "Hà Nội@2026"),
        *("ubnd@2025...", "UBNDxa@2026", "vanphong@123", "nguyenlan1988", "Minhhoang@1985"),
        *("01/01/1990lan", "20101990aa", "1990.10.20", "Admin!@#2026"),
    ],
)
def test_a_common_password_is_refused_however_it_is_disguised(password):
    assert is_common(password)
    with pytest.raises(ValidationError, match="dễ bị đoán"):
        validate_password(password)


@pytest.mark.parametrize(
    "password", [PASSWORD, NEW, "cau-xoai-thuyen-7", "x7Kq!pLm29vB", "Bến-Ngọc-mùa-nước-nổi-7"]
)
def test_words_that_do_not_belong_together_pass(password):
    validate_password(password)


def test_the_list_has_some_hundreds_of_words():
    assert len(common_words()) > 500


@pytest.fixture
def mails(settings, monkeypatch):
    """Send mails; what waits in the queue is looked at, none leaves."""
    settings.MAIL_ENABLED, settings.SITE_URL = True, "https://minhgiang.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    monkeypatch.setattr("portal.core.notices.background.wake", lambda: None)
    return Mail.objects.order_by("-pk")


def ask(name, address="203.0.113.7"):
    answer = Client().post(ASK, {"name": name}, headers={"X-Forwarded-For": address})
    answer_requests()
    return answer


def link_in(mail):
    return re.findall(r"https://minhgiang\.example(\S+)", mail.text)[0]


def open_link(path):
    browser = Client()
    return browser.get(path, follow=True)


def set_new(page):
    url = page.redirect_chain[-1][0]
    data = form_data(page.text) | {"new_password1": NEW, "new_password2": NEW}
    return page.client.post(url, data)


@pytest.mark.django_db
@pytest.mark.any_database("postgres")
class TestForgotten:
    """A password that was forgotten."""

    @pytest.fixture
    def account(self):
        return make_user(AccountRole.EDITOR, username="lan")

    def test_the_link_sets_a_new_password_once_and_opens_no_session(self, account, mails, sign_in):
        sign_in(account)
        ask("LAN@minhgiang.example")
        row = AuditEntry.objects.latest("number")
        assert (row.action, row.object_id) == ("password_link_sent", account.pk)
        path = link_in(mails[0])
        answer = set_new(open_link(path))
        assert answer.url == SIGN_IN
        assert "_auth_user_id" not in answer.client.session
        assert not DeskSession.objects.filter(user=account).exists()
        assert is_in(knock("lan", NEW))
        assert "đã dùng rồi" in open_link(path).text

    def test_after_an_hour_it_is_worthless(self, account, mails):
        with time_machine.travel(NOW, tick=False) as clock:
            ask("lan")
            clock.shift(timedelta(hours=1, seconds=1))
            assert "quá một giờ" in open_link(link_in(mails[0])).text

    def test_a_common_password_is_refused_there_too(self, account, mails):
        ask("lan")
        page = open_link(link_in(mails[0]))
        url = page.redirect_chain[-1][0]
        answer = page.client.post(url, {"new_password1": "Ubnd@2026", "new_password2": "Ubnd@2026"})
        assert answer.context["form"].errors

    def test_whoever_asks_is_told_the_same(self, account, mails):
        make_user(username="dong", is_active=False)
        answers = [ask(name) for name in ("lan", "khong-co-ai", "dong")]
        assert {(answer.status_code, answer.url) for answer in answers} == {
            (302, reverse("admin:password_link_asked"))
        }
        assert [mail.to for mail in mails] == [account.email]

    def test_the_answer_costs_the_same_whoever_is_asked_for(self, account, mails):
        make_user(username="dong", is_active=False)
        User.objects.filter(pk=make_user(username="roi").pk).update(password="!")
        costs = set()
        for number, name in enumerate(("lan", "nai", "dong", "roi", "lan@minhgiang.example")):
            headers = {"X-Forwarded-For": f"198.51.100.{number}"}
            with CaptureQueriesContext(connection) as asked:
                Client().post(ASK, {"name": name}, headers=headers)
            costs.add(tuple(query["sql"].partition(" ")[0] for query in asked))
            assert name not in " ".join(q["sql"] for q in asked if "accounts_user" in q["sql"])
        assert len(costs) == 1
        assert not mails.exists()
        send_due()
        assert {mail.to for mail in mails} == {account.email}
        assert AuditEntry.objects.latest("number").address.startswith("198.51.100.")
        assert not LinkRequest.objects.exists()

    def test_what_waited_longer_than_a_link_is_good_for_is_not_answered(self, account, mails):
        with time_machine.travel(NOW, tick=False) as clock:
            Client().post(ASK, {"name": "lan"})
            clock.shift(timedelta(hours=1))
            answer_requests()
            assert not mails.exists()
            Client().post(ASK, {"name": "lan"})
            clock.shift(timedelta(hours=1))
            assert forget_requests() == 1

    def test_one_account_is_sent_three_links_an_hour_and_nobody_is_told(self, account, mails):
        answers = {ask("lan", f"198.51.100.{n}").status_code for n in range(6)}
        assert answers == {302}
        assert mails.count() == 3

    def test_one_address_asks_ten_times_an_hour(self, account, mails):
        answers = [ask(f"ten-{number}").status_code for number in range(11)]
        assert answers == [302] * 10 + [429]

    def test_a_portal_that_sends_no_mail_says_whom_to_ask(self, account):
        assert "người quản trị tài khoản" in Client().get(ASK).text
        ask("lan")
        assert not Mail.objects.exists()

    def test_the_address_in_the_mail_is_the_portals_own(self, account, mails, settings):
        settings.ALLOWED_HOSTS = ["*"]
        Client().post(ASK, {"name": "lan"}, headers={"Host": "xau.example"})
        answer_requests()
        assert "xau.example" not in mails[0].text

    def test_a_password_that_somebody_else_had_chosen_need_not_be_changed_again(
        self, account, mails
    ):
        User.objects.filter(pk=account.pk).update(must_change_password=True)
        ask("lan")
        set_new(open_link(link_in(mails[0])))
        account.refresh_from_db()
        assert not account.must_change_password
