"""What mails say, to whom they go, and that no title can make a header of its own."""

import pytest
from django.core import mail
from django.urls import reverse

from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.identity.models import Identity
from portal.core.notices.kinds import DEFAULTS, Delivery, Kind
from portal.core.notices.models import Choice, Mail, Notice
from portal.core.notices.send import notify
from portal.core.notices.sending import send_due
from portal.core.workflow import actions
from tests.factories import make_article, make_superuser, make_user

pytestmark = pytest.mark.django_db


def choose(user, kind: Kind, delivery: Delivery) -> None:
    Choice.objects.create(user=user, kind=kind, delivery=delivery)


def tell(user, kind: Kind = Kind.MENTIONED, **what) -> None:
    notify(kind, [user], by=make_superuser(full_name="Trần Thị Hoa"), **what)


def sent_to(user, **what) -> mail.EmailMessage:
    """Return the one mail that comes of a notice."""
    tell(user, **what)
    assert send_due() == 1
    return mail.outbox[-1]


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("delivery", [None, *Delivery])
def test_everybody_gets_each_kind_in_the_way_they_chose(mail_on, kind, delivery):
    user = make_user()
    if delivery is not None:
        choose(user, kind, delivery)
    tell(user, kind)
    way = delivery or DEFAULTS[kind]
    assert Notice.objects.get().awaits_digest is (way is Delivery.DIGEST)
    assert Mail.objects.filter(to=user.email).exists() is (way is Delivery.AT_ONCE)


def test_the_choice_of_one_person_and_kind_changes_nothing_for_others(mail_on):
    one, other = make_user(), make_user()
    choose(one, Kind.MENTIONED, Delivery.DESK)
    choose(other, Kind.RETURNED, Delivery.DESK)
    notify(Kind.MENTIONED, [one, other], by=None)
    assert [each.to for each in Mail.objects.all()] == [other.email]


@pytest.mark.parametrize("kind", Kind)
def test_an_account_without_an_address_finds_it_on_the_desk_alone(mail_on, kind):
    user = make_user()
    user.email = ""
    choose(user, kind, Delivery.AT_ONCE)
    tell(user, kind)
    assert Notice.objects.get().awaits_digest is False
    assert not Mail.objects.exists()


@pytest.mark.parametrize("kind", Kind)
def test_a_portal_without_a_mail_server_keeps_no_mails_for_later(settings, kind):
    settings.MAIL_ENABLED = False
    tell(make_user(), kind)
    assert Notice.objects.get().awaits_digest is False
    assert not Mail.objects.exists()


def test_a_returned_article_is_mailed_with_reason_and_address(mail_on):
    Identity.objects.update_or_create(pk=1, defaults={"site_name": "Cổng xã Minh Giang"})
    writer = make_user(AccountRole.CHIEF, full_name="Lê Thu Phương")
    article = make_article(State.DRAFT, by=writer, title="Khởi công cầu Khúc Thủy")
    actions.submit(article, by=writer)
    actions.return_(article, by=make_superuser(full_name="Trần Thị Hoa"), reason="Thiếu số liệu.")
    send_due()
    (message,) = [each for each in mail.outbox if each.to == [writer.email]]
    said = "Trần Thị Hoa trả lại bài “Khởi công cầu Khúc Thủy”"
    assert message.subject == f"[Cổng xã Minh Giang] {said}"
    assert message.from_email == "cong@minhgiang.example"
    url = f"https://minhgiang.example/quan-tri/news/article/{article.pk}/change/"
    for piece in ("Kính gửi ông/bà Lê Thu Phương,", f"{said}.", "Thiếu số liệu.", url):
        assert piece in message.body
    assert "https://minhgiang.example/quan-tri/thong-bao/cach-nhan/" in message.body


def test_machines_are_told_that_a_machine_wrote_and_not_which(mail_on):
    headers = sent_to(make_user()).message()
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Message-ID"].endswith("@minhgiang.example>")
    assert headers.get_content_type() == "text/plain"


def test_mails_lead_to_the_configured_address_whatever_host_was_asked_for(mail_on, sign_in):
    writer, chief = make_user(AccountRole.CHIEF), make_user(AccountRole.CHIEF)
    article = make_article(State.SUBMITTED, by=writer)
    url = reverse("admin:news_article_reason", args=[article.pk, "return"])
    said = {"reason": "Thiếu.", "base_version": article.version}
    answer = sign_in(chief).post(url, said, HTTP_HOST="localhost")
    assert answer.status_code == 302
    text = Mail.objects.get(to=writer.email).text
    assert "https://minhgiang.example/quan-tri/" in text
    assert "localhost" not in text


HOSTILE = "Tin\r\nBcc: ke-xau@xau.example\n\nXin chào\u2028Bcc: b@xau.example\x0bCc: c@xau.example"


def test_no_line_break_in_a_title_or_name_makes_another_header(mail_on):
    user = make_user(AccountRole.CHIEF)
    article = make_article(by=user)
    article.title = HOSTILE  # as no form would store it
    notify(Kind.MENTIONED, [user], item=article, by=make_superuser(full_name=HOSTILE), text=HOSTILE)
    assert send_due() == 1
    (message,) = mail.outbox
    assert message.recipients() == [user.email]
    parsed = message.message()
    assert parsed["Bcc"] is parsed["Cc"] is None
    assert "\n" not in str(parsed["Subject"]).replace("\n ", "")
    assert "Bcc: ke-xau" in message.subject  # words like others


def test_an_address_with_a_line_break_is_never_sent_to(mail_on):
    user = make_user()
    user.email = "a@minhgiang.example\nBcc: ke-xau@xau.example"
    tell(user)
    assert send_due() == 0
    assert "BadHeaderError" in Mail.objects.get().last_error


def test_a_long_title_is_cut_in_the_subject_and_whole_in_the_text(mail_on):
    user = make_user(AccountRole.CHIEF)
    title = "Khởi công cầu " * 17
    message = sent_to(user, item=make_article(by=user, title=title.strip()))
    assert len(message.subject) <= 201
    assert title.strip() in message.body


def test_telling_many_costs_the_same_as_telling_one(mail_on, django_assert_num_queries):
    article = make_article(State.SUBMITTED, by=make_user(AccountRole.CHIEF))
    by = make_superuser()

    def tell_fresh(number: int) -> None:
        people = [make_user(AccountRole.EDITOR, edits=(article.category,)) for _ in range(number)]
        fresh = type(by).objects.filter(pk__in=[user.pk for user in people])
        with django_assert_num_queries(11):
            notify(Kind.MENTIONED, list(fresh), item=article, by=by)

    tell_fresh(1)
    Mail.objects.all().delete()
    tell_fresh(2)
    tell_fresh(12)
