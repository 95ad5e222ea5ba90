"""The reviewer's page and the comments beside the form, as a browser sees and sends them."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from news.models import Article
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.review import actions
from portal.core.review.forms import QUICK_REASONS, next_morning
from portal.core.review.models import Comment
from portal.core.review.page import duration
from portal.core.workflow.models import Revision
from tests.contract.harmless import harm
from tests.contract.pages import form_data, parse
from tests.core.attack_corpus import everything
from tests.factories import make_article, make_user
from tests.query_budget import queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

ATTACK = "<script>alert(1)</script>\"'& onfocus=alert(1)"


class Desk:
    """An article that waits, and a chief before its pages."""

    def __init__(self, article: Article, chief: User, browser: Client) -> None:
        self.article, self.chief, self.browser = article, chief, browser

    def url(self, page: str = "review", article: Article | None = None) -> str:
        return reverse(f"admin:news_article_{page}", args=[(article or self.article).pk])

    def seen(self) -> dict[str, str]:
        """Return what the browser sends when nothing was typed."""
        return form_data(self.browser.get(self.url()).content.decode())

    def press(self, button: str, **typed: object):
        fields = {f"duyet-{name}": value for name, value in typed.items()}
        return self.browser.post(self.url(), self.seen() | fields | {"do": button})


@pytest.fixture(scope="module")
def rows(module_db) -> tuple[int, int]:
    return make_article(State.SUBMITTED).pk, make_user(AccountRole.CHIEF).pk


@pytest.fixture
def desk(rows, sign_in) -> Desk:
    chief = User.objects.get(pk=rows[1])
    return Desk(Article.objects.get(pk=rows[0]), chief, sign_in(chief))


def test_a_comment_is_sent_and_answered_settled_and_taken_back_by_buttons(desk):
    quoted = desk.press("comment", text="Ai nói?\nXin ghi rõ.", quotation="Theo người dân")
    assert quoted["Location"] == f"{desk.url()}#comments"
    thread = Comment.objects.get()
    answer = {f"answer-{thread.pk}": "Ông Ba, tổ 12.", "do": f"answer-{thread.pk}"}
    assert desk.browser.post(desk.url(), desk.seen() | answer).status_code == 302
    text = desk.browser.get(desk.url()).content.decode()
    assert "Ai nói?<br>Xin ghi rõ." in text
    assert (
        parse(text).all("blockquote", **{"class": "remark__quotation"})[0].text == "Theo người dân"
    )
    desk.press(f"resolve-{thread.pk}")
    assert "1 góp ý đã xong" in desk.browser.get(desk.url()).content.decode()
    desk.press(f"reopen-{thread.pk}")
    desk.press(f"delete-{thread.answers.get().pk}")
    assert list(Comment.objects.of(desk.article).open_threads()) == [thread]
    desk.press(f"delete-{thread.pk}")
    assert not Comment.objects.exists()


def test_a_refused_comment_is_given_back_with_the_reason_at_its_field(desk):
    text = desk.press("comment", text="@khong-ai xem giúp.", quotation="a").content.decode()
    assert form_data(text)["duyet-text"] == "@khong-ai xem giúp."
    assert "Không nhắc được “@khong-ai”" in parse(text).all("ul", **{"class": "errorlist"})[0].text
    thread = actions.add(desk.article, by=desk.chief, text="Thiếu nguồn.")
    empty = desk.press(f"answer-{thread.pk}").content.decode()
    assert "Viết góp ý rồi mới gửi." in empty


def test_what_a_button_does_not_send_stays_typed(desk):
    thread = actions.add(desk.article, by=desk.chief, text="Thiếu nguồn.")
    typed = {f"answer-{thread.pk}": "Trả lời dở.", "duyet-text": "Góp ý dở.", "do": "publish"}
    text = desk.browser.post(desk.url(), desk.seen() | typed).content.decode()
    desk.article.refresh_from_db()
    assert desk.article.is_live()
    again = form_data(text)
    assert again[f"answer-{thread.pk}"] == "Trả lời dở."
    assert again["duyet-text"] == "Góp ý dở."
    assert Comment.objects.count() == 1


def test_ticked_reasons_and_typed_ones_are_told_together(desk):
    desk.press("return", quick=[QUICK_REASONS[0], QUICK_REASONS[4]], reason="Xem đoạn cuối.")
    reason = Revision.objects.of(desk.article).first().reason
    assert reason == f"{QUICK_REASONS[0]}\n{QUICK_REASONS[4]}\nXem đoạn cuối."


@pytest.mark.parametrize(
    ("button", "typed", "words"),
    [
        ("return", {}, "Cần ghi rõ lý do."),
        ("schedule", {"at_0": "2020-01-01", "at_1": "07:00"}, "Chọn thời điểm đăng ở phía trước"),
        ("schedule", {"at_0": "mai", "at_1": "07:00"}, "Ngày không đúng"),
        ("submit", {}, "không được gửi duyệt"),
        ("bogus", {}, "không có nút ấy"),
        ("resolve-999", {}, "không còn nữa"),
        ("publish", {"base_version": "abc"}, "Chưa làm gì cả"),
        ("publish", {"base_version": "9" * 30}, "Chưa làm gì cả"),
    ],
)
def test_what_is_refused_is_said_on_the_page_and_changes_nothing(desk, button, typed, words):
    answer = desk.press(button, text="Đang gõ.", **typed)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert form_data(answer.content.decode())["duyet-text"] == "Đang gõ."
    desk.article.refresh_from_db()
    assert desk.article.state() is State.SUBMITTED


def test_published_now_means_now_though_a_later_time_was_wished(desk):
    Article.objects.filter(pk=desk.article.pk).update(published_at=timezone.now() + timedelta(5))
    desk.press("publish")
    desk.article.refresh_from_db()
    assert desk.article.is_live()


def test_open_comments_warn_but_do_not_forbid(desk):
    actions.add(desk.article, by=desk.chief, text="Thiếu nguồn.")
    assert "Còn 1 góp ý chưa xong" in desk.browser.get(desk.url()).content.decode()
    assert desk.press("publish").status_code == 302


def test_the_list_leads_to_what_waits_and_marks_what_is_talked_about(desk):
    other = make_article(State.DRAFT)
    for text in ("Một.", "Hai."):
        actions.add(other, by=desk.chief, text=text)
    page = parse(desk.browser.get(reverse("admin:news_article_changelist")).content.decode())
    marks = {(a["href"], a.text) for a in page.all("a", **{"class": "to-review"})}
    assert marks == {
        (desk.url(), "Xem và duyệt"),
        (f"{desk.url('review', other)}#comments", "2 góp ý"),
    }


def test_the_form_shows_the_comments_and_sends_them_from_a_form_of_their_own(desk):
    actions.add(desk.article, by=desk.chief, text="Thiếu nguồn.")
    page = parse(desk.browser.get(desk.url("change")).content.decode())
    assert "Thiếu nguồn." in page.all("section", id="comments")[0].text
    form = page.all("form", id="review")[0]
    assert (form["action"], form["target"]) == (desk.url(), "_blank")
    assert "form" not in form.ancestors
    fields = [e for e in page.elements if e["name"].startswith(("duyet-", "answer-"))]
    assert fields
    assert {field["form"] for field in fields} == {"review"}


def test_no_attack_in_a_comment_or_a_quotation_is_more_than_words(desk):
    texts = [attack for attack in everything() if attack.strip()] + [ATTACK]
    first = actions.add(desk.article, by=desk.chief, text="Một.", quotation="Hai.")
    rows = [
        Comment(
            content_type=first.content_type,
            object_id=desk.article.pk,
            author=desk.chief,
            text="\n".join(texts[at : at + 20]),
            quotation="\n".join(texts[at : at + 20]),
        )
        for at in range(0, len(texts), 20)
    ]
    Comment.objects.bulk_create(rows)
    for page in ("review", "change"):
        text = desk.browser.get(desk.url(page)).content.decode()
        start = text.index('<section class="talk"')
        assert harm(text[start : text.index("</section>", start)]) == []
        assert "<script>alert" not in text


def test_a_link_in_a_comment_is_no_link(desk):
    actions.add(desk.article, by=desk.chief, text="Xem https://bao.example/tin nhé.")
    page = parse(desk.browser.get(desk.url()).content.decode())
    assert not [a for a in page.all("a") if "bao.example" in a["href"]]


def test_fifty_comments_cost_as_many_queries_as_two(desk):
    people = [make_user(AccountRole.CHIEF) for _ in range(5)]

    def say(rounds: int) -> None:
        for number in range(rounds):
            by = people[number % 5]
            thread = actions.add(desk.article, by=by, text=f"Góp ý {number}.", mention=people)
            actions.add(desk.article, by=people[0], text=f"Trả lời {number}.", parent=thread)
            if number % 3 == 0:
                actions.resolve(thread, item=desk.article, by=by)

    say(1)
    before = {page: len(queries_of(desk.browser, desk.url(page))) for page in ("review", "change")}
    say(24)
    after = {page: len(queries_of(desk.browser, desk.url(page))) for page in ("review", "change")}
    assert after == before


NINE = datetime(2026, 5, 20, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=40), "chưa đầy một phút"),
        (timedelta(minutes=59), "59 phút"),
        (timedelta(hours=2, minutes=50), "2 giờ"),
        (timedelta(hours=47), "47 giờ"),
        (timedelta(days=3), "3 ngày"),
        (-timedelta(minutes=5), "chưa đầy một phút"),
    ],
)
def test_how_long_something_waits_is_said_in_one_unit(ago, words):
    assert duration(NINE - ago, NINE) == words


@pytest.mark.parametrize(
    ("now", "day"),
    [(NINE, 21), (NINE - timedelta(hours=4), 20), (NINE - timedelta(hours=2, minutes=20), 21)],
)
def test_the_time_that_is_proposed_is_the_next_morning(now, day):
    with time_machine.travel(now, tick=False):
        proposed = timezone.localtime(next_morning(now))
    assert (proposed.day, proposed.hour, proposed.minute) == (day, 7, 0)
