"""The bell and the pages of one's own notices: one's own, and nothing one may not open."""

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.notices.kinds import Delivery, Kind
from portal.core.notices.models import Choice, Mail, Notice
from portal.core.notices.send import notify
from tests.contract.pages import parse
from tests.factories import make_article, make_category, make_superuser, make_user
from tests.query_budget import queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

LIST = reverse("admin:notices")
CHOICES = reverse("admin:notice_choices")
MAILS = reverse("admin:notices_mail_changelist")


@pytest.fixture
def chief():
    return make_user(AccountRole.CHIEF)


def tell(user, item=None, **what) -> Notice:
    """Return the notice of which `user` is told."""
    what.setdefault("by", None)
    notify(Kind.MENTIONED, [user], item=item, **what)
    return Notice.objects.of(user)[0]


def text_of(browser, url: str = LIST) -> str:
    answer = browser.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def bell(html: str) -> str:
    """Return what stands in the bell."""
    (link,) = [a for a in parse(html).all("a") if a["class"] == "bell"]
    return " ".join(link.text.split())


def test_the_bell_is_on_every_page_of_the_desk_for_everybody(sign_in, chief):
    for user in (make_user(), make_user(AccountRole.USER_ADMIN)):
        browser = sign_in(user)
        for url in (reverse("admin:index"), LIST, CHOICES, reverse("admin:password_change")):
            assert bell(text_of(browser, url)) == "Thông báo"
    tell(chief)
    assert bell(text_of(sign_in(chief), CHOICES)) == "Thông báo 1 chưa đọc"


@pytest.mark.parametrize(
    ("unread", "says"), [(99, "Thông báo 99 chưa đọc"), (100, "Thông báo 99+ chưa đọc")]
)
def test_the_bell_counts_one_persons_unread_and_not_beyond_99(sign_in, chief, unread, says):
    rows = [Notice(recipient=chief, kind=Kind.MENTIONED) for _ in range(unread)]
    rows.append(Notice(recipient=chief, kind=Kind.MENTIONED, read_at=timezone.now()))
    rows.append(Notice(recipient=make_user(), kind=Kind.MENTIONED))
    Notice.objects.bulk_create(rows)
    assert bell(text_of(sign_in(chief), CHOICES)) == says


def test_a_notice_is_opened_and_read_by_its_link(sign_in, chief):
    article = make_article(State.DRAFT, title="Khởi công cầu")
    notice = tell(chief, article, by=make_superuser(full_name="Trần Thị Hoa"), text="Xem giúp.")
    browser = sign_in(chief)
    html = text_of(browser)
    assert "Trần Thị Hoa nhắc đến ông/bà khi góp ý cho bài “Khởi công cầu”" in html
    assert "Xem giúp." in html
    assert "Chưa đọc" in html
    answer = browser.get(reverse("admin:notice", args=[notice.pk]))
    assert answer["Location"] == reverse("admin:news_article_change", args=[article.pk])
    html = text_of(browser)
    assert "Chưa đọc" not in html
    assert bell(html) == "Thông báo"


def test_a_notice_leads_where_it_was_said_to(sign_in, chief):
    notice = tell(chief, url="/quan-tri/password_change/")
    answer = sign_in(chief).get(reverse("admin:notice", args=[notice.pk]))
    assert answer["Location"] == "/quan-tri/password_change/"


def test_nobody_sees_opens_or_reads_what_somebody_else_was_told(sign_in, chief, client):
    notice = tell(chief, make_article(title="Chuyện kín"), text="Lời kín")
    other = sign_in(make_superuser())
    html = text_of(other)
    assert "Chuyện kín" not in html
    assert "Lời kín" not in html
    assert other.get(reverse("admin:notice", args=[notice.pk])).status_code == 404
    other.post(reverse("admin:notices_read"))
    notice.refresh_from_db()
    assert notice.read_at is None
    for url in (LIST, CHOICES, reverse("admin:notice", args=[notice.pk])):
        assert client.get(url)["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize("how", ["lost the category", "lost the role", "deleted"])
def test_of_what_one_may_no_longer_open_neither_title_nor_text_is_shown(sign_in, how):
    category = make_category()
    editor = make_user(AccountRole.EDITOR, edits=(category,))
    article = make_article(State.DRAFT, title="Chuyện kín", category=category)
    notice = tell(editor, article, text="Lời kín")
    if how == "lost the category":
        editor.category_grants.all().delete()
    elif how == "lost the role":
        editor.groups.clear()
    else:
        article.delete()
    browser = sign_in(editor)
    for html in (
        text_of(browser),
        browser.get(f"{LIST}{notice.pk}/", follow=True).content.decode(),
    ):
        assert "Chuyện kín" not in html
        assert "Lời kín" not in html
        assert "không còn quyền mở" in html
    notice.refresh_from_db()
    assert notice.read_at is not None


@pytest.mark.every_database
def test_all_are_marked_as_read_by_a_button_and_not_by_a_link(sign_in, chief):
    tell(chief)
    tell(chief)
    browser = sign_in(chief)
    assert browser.get(reverse("admin:notices_read")).status_code == 405
    assert Notice.objects.unread().count() == 2
    assert browser.post(reverse("admin:notices_read"))["Location"] == LIST
    assert not Notice.objects.unread().exists()


@pytest.mark.every_database
def test_the_list_has_pages_newest_first_and_costs_the_same_however_long(sign_in, chief):
    costs = set()
    browser = sign_in(chief)
    for _ in range(2):
        for number in range(11):
            article = make_article(State.DRAFT, title=f"Tin {number}", category=make_category())
            last = tell(chief, article)
        costs.add(len(queries_of(browser, LIST)))
    assert len(costs) == 1
    links = [a["href"] for a in parse(text_of(browser)).all("a") if a["href"].startswith(LIST)]
    assert reverse("admin:notice", args=[last.pk]) in links
    assert "Trang 2 trên 2, tổng cộng 22 thông báo" in text_of(browser, f"{LIST}?trang=2")
    assert browser.get(f"{LIST}?trang=3").status_code == 404


def test_the_choices_show_what_is_in_force_and_are_stored_for_oneself_alone(sign_in, chief):
    other = make_user()
    browser = sign_in(chief)
    checked = [i["value"] for i in parse(text_of(browser, CHOICES)).all("input") if _is_on(i)]
    assert checked == ["digest", "now", "digest", "now", "now", "now"]
    for delivery in (Delivery.DESK, Delivery.DIGEST):
        data = {kind.value: delivery.value for kind in Kind}
        assert browser.post(CHOICES, data)["Location"] == CHOICES
        rows = Choice.objects.filter(user=chief)
        assert set(rows.values_list("delivery", flat=True)) == {delivery.value}
        assert rows.count() == len(Kind)
    assert not Choice.objects.filter(user=other).exists()


def _is_on(element) -> bool:
    return element["type"] == "radio" and "checked" in element.attributes


@pytest.mark.parametrize("data", [{}, {"review": "fax"}])
def test_an_answer_that_was_not_offered_is_refused_at_its_question(sign_in, chief, data):
    answer = sign_in(chief).post(CHOICES, data)
    assert answer.status_code == 200
    assert parse(answer.content.decode()).all("ul", **{"class": "errorlist"})
    assert not Choice.objects.exists()


def test_who_has_no_address_is_told_that_all_stays_on_the_desk(sign_in, mail_on):
    user = make_user()
    assert user.email in text_of(sign_in(user), CHOICES)
    type(user).objects.filter(pk=user.pk).update(email="")
    assert "chưa có thư điện tử" in text_of(sign_in(user), CHOICES)


OFF, FAILED = "chưa khai báo máy chủ gửi thư", "Có thư thông báo không gửi được"


@pytest.mark.parametrize("url", [reverse("admin:index"), LIST, MAILS])
def test_the_administrator_is_told_that_no_mails_are_sent(sign_in, settings, url, mail_on):
    browser = sign_in(make_user(AccountRole.USER_ADMIN))
    assert OFF not in text_of(browser, url)
    settings.MAIL_ENABLED = False
    assert OFF in text_of(browser, url)


def test_who_keeps_no_accounts_is_not_bothered_with_mail_servers(sign_in, chief):
    browser = sign_in(chief)
    assert OFF not in text_of(browser, reverse("admin:index")) + text_of(browser)
    assert "chưa được cài đặt để gửi thư" in text_of(browser, CHOICES)
    assert browser.get(MAILS).status_code == 403


def test_the_administrator_sees_why_a_mail_failed_but_not_what_it_says(sign_in, mail_on):
    given_up = Mail.objects.create(
        to="a@minhgiang.example",
        subject="Chuyện kín",
        text="Lời kín",
        attempts=7,
        last_error="ConnectionRefusedError: <b>không ai nghe</b>",
        given_up_at=timezone.now(),
    )
    browser = sign_in(make_user(AccountRole.USER_ADMIN))
    assert FAILED in text_of(browser, reverse("admin:index"))
    html = text_of(browser, MAILS)
    assert "&lt;b&gt;không ai nghe" in html
    assert "a@minhgiang.example" in html
    page = browser.get(reverse("admin:notices_mail_change", args=[given_up.pk]))
    seen = html + page.content.decode()
    assert "Chuyện kín" not in seen
    assert "Lời kín" not in seen
    data = {"action": "try_again", "_selected_action": given_up.pk}
    assert browser.post(MAILS, data).status_code == 302
    assert Mail.objects.waiting().get().attempts == 0
