"""The reviewer's page and the comments beside the form, as a browser sees and sends them."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from news.models import Article
from portal.core.content import State
from portal.core.review import actions
from portal.core.review.forms import QUICK_REASONS, next_morning
from portal.core.review.models import Comment
from portal.core.review.page import duration
from portal.core.workflow import actions as workflow
from portal.core.workflow.models import Revision
from tests.contract.pages import form_data, parse
from tests.core.review_desk import Desk, review_desk, review_rows
from tests.factories import make_article

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]


@pytest.fixture(scope="module")
def rows(module_db) -> tuple[int, ...]:
    return review_rows()


@pytest.fixture
def desk(rows, sign_in) -> Desk:
    return review_desk(rows, sign_in)


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


def test_an_approved_working_copy_leads_to_what_readers_see_with_its_comments(desk):
    live = make_article(State.LIVE, title="Tên cũ")
    copy = workflow.revise(live, by=desk.chief)
    copy.title = "Tên mới"
    workflow.save(copy, by=desk.chief)
    actions.add(copy, by=desk.chief, text="Đổi tên vì nhầm phường.")
    desk.article, desk.browser = copy, desk.other
    assert "bản sửa của bài đã đăng" in desk.browser.get(desk.url()).content.decode()
    desk.press("submit")
    answer = desk.press("publish")
    assert answer["Location"] == desk.url("review", live)
    text = desk.browser.get(answer["Location"]).content.decode()
    assert parse(text).all("h1")[0].text == "Tên mới"
    assert "Đổi tên vì nhầm phường." in text


def test_own_work_is_published_urgently_with_a_reason_and_confirmed_by_another(desk):
    own = desk.article = make_article(State.SUBMITTED, by=desk.chief)
    text = desk.press("urgent").content.decode()
    assert "Cần ghi rõ lý do." in parse(text).all("ul", id="id_duyet-urgent_error")[0].text
    assert "cần một người khác duyệt" in desk.press("publish").content.decode()
    assert desk.press("urgent", urgent="Nước đang dâng.").status_code == 302
    own.refresh_from_db()
    assert own.is_live()
    assert desk.press("confirm").status_code == 200
    desk.browser = desk.other
    desk.press("confirm")
    own.refresh_from_db()
    assert own.urgent_by is None
