"""The desk calls an item by the name of its type: a standing page is no article."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.text import capfirst

from portal.core.content import State
from portal.core.workflow import actions, storing
from tests.contract.cast import NEW_TITLE, PUBLISHED, Cast, each_contract, new_window
from tests.contract.pages import parse
from tests.factories import make_superuser, make_user
from tests.news.desk_forms import send

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres"), each_contract]

CHIEF = "chief"
REASON = {"reason": "Sai số liệu."}
MOVES = [
    (State.DRAFT, "", "Đã lưu {noun} “"),
    (State.DRAFT, "submit", "Đã gửi duyệt {noun} “"),
    (State.SUBMITTED, "publish", "Đã đăng {noun} “"),
    (State.SUBMITTED, "schedule", "Đã hẹn giờ đăng {noun} “"),
]


def words_of(answer: Any) -> str:
    """Return what stands in the middle of a page; the menus beside it name all types."""
    text = parse(answer.content.decode()).all("main")[0].text
    return " ".join(text.split())


def assert_speaks_of(cast: Cast, text: str, *expected: str) -> None:
    """Fail unless the text has these sentences and calls no item what another type is called."""
    noun = cast.contract.model.noun()
    for sentence in expected:
        assert sentence.format(noun=noun, Noun=capfirst(noun)) in text
    if noun != "bài":
        assert re.findall(r".{0,40}\bbài\b.{0,20}", text, re.IGNORECASE) == []


def sent(cast: Cast, state: State, button: str = "", **typed: Any) -> str:
    """Send the form of an item and return what the next page says."""
    pressed = {"_transition": button} if button else {"_continue": "1"}
    window = new_window() if button == "schedule" else {}
    data = {**cast.form(state), "title": NEW_TITLE, **window, **typed, **pressed}
    answer = cast.browser(CHIEF).post(cast.url("change", state), data, follow=True)
    return words_of(answer)


@pytest.mark.parametrize("state", list(State))
def test_the_form_speaks_of_its_type(cast, state):
    item = cast.item(state)
    if state in PUBLISHED:
        item = actions.revise(item, by=make_superuser())
    text = words_of(cast.browser(CHIEF).get(cast.contract.desk("change", item.pk)))
    assert_speaks_of(cast, text)


@pytest.mark.parametrize(
    ("page", "expected"),
    [("changelist", "Gửi duyệt các {noun} đã chọn"), ("add", "{Noun} mới, chưa lưu")],
)
def test_the_list_and_the_empty_form_speak_of_their_type(cast, page, expected):
    text = words_of(cast.browser(CHIEF).get(cast.contract.desk(page)))
    assert_speaks_of(cast, text, expected)


def test_the_list_offers_a_persons_own_in_the_words_of_the_type(cast):
    text = words_of(cast.browser(CHIEF).get(cast.contract.desk("changelist")))
    assert_speaks_of(cast, text, "{Noun} của tôi")


@pytest.mark.parametrize(
    ("state", "verb", "expected"),
    [
        (State.SUBMITTED, "return", "{Noun} trở về với"),
        (State.LIVE, "withdraw", "được báo là {noun} đã gỡ"),
    ],
)
def test_the_page_that_asks_for_a_reason_speaks_of_its_type(cast, state, verb, expected):
    url = cast.url("reason", state, verb)
    text = words_of(cast.browser(CHIEF).get(url))
    assert_speaks_of(cast, text, expected, "Quay lại {noun}")
    done = words_of(cast.browser(CHIEF).post(url, REASON | cast.seen(state), follow=True))
    assert_speaks_of(cast, done, "{noun} “")


def test_the_history_speaks_of_its_type(cast):
    text = words_of(cast.browser(CHIEF).get(cast.url("history", State.WITHDRAWN)))
    assert_speaks_of(cast, text, "Mở {noun}", "Gỡ {noun}")


@pytest.mark.parametrize(("state", "button", "expected"), MOVES)
def test_what_was_done_is_told_in_the_words_of_the_type(cast, state, button, expected):
    assert_speaks_of(cast, sent(cast, state, button), expected)


@pytest.mark.parametrize(
    ("state", "verb", "expected"),
    [
        (State.DRAFT, "submit", "Đã gửi duyệt 1 trên 1 {noun}."),
        (State.SUBMITTED, "publish", "Đã đăng 1 trên 1 {noun}."),
        (State.SCHEDULED, "release", "Đã đăng 1 trên 1 {noun}."),
        (State.LIVE, "withdraw", "Đã gỡ 1 trên 1 {noun}."),
    ],
)
def test_what_was_done_in_bulk_is_told_in_the_words_of_the_type(cast, state, verb, expected):
    rows = cast.contract.desk("changelist")
    data = {"action": f"{verb}_selected", "_selected_action": [cast.numbers[state]]}
    data |= cast.seen_in_list(cast.numbers.values())
    asked = words_of(cast.browser(CHIEF).post(rows, data))
    assert_speaks_of(cast, asked, "Mỗi {noun} được xét riêng")
    done = cast.browser(CHIEF).post(rows, {**data, "confirmed": "1", **REASON}, follow=True)
    assert_speaks_of(cast, words_of(done), expected)


def test_a_refusal_in_bulk_speaks_of_its_type(cast, monkeypatch):
    data = {"action": "submit_selected", "confirmed": "1"}
    url, draft = cast.contract.desk("changelist"), cast.numbers[State.DRAFT]
    live = {**data, "_selected_action": [cast.numbers[State.LIVE]]}
    assert_speaks_of(cast, words_of(cast.browser(CHIEF).post(url, live, follow=True)), "{noun} “")
    monkeypatch.setattr(storing, "claim_version", stale)
    answer = cast.browser(CHIEF).post(url, {**data, "_selected_action": [draft]}, follow=True)
    assert_speaks_of(cast, words_of(answer), "xem lại {noun} này")


def stale(item: Any, after: int = 0) -> None:
    raise actions.StaleVersion


def test_a_stale_form_speaks_of_its_type(cast):
    assert_speaks_of(cast, sent(cast, State.DRAFT, base_version="99"), "đã lưu {noun} này lúc")


@pytest.mark.parametrize(
    ("state", "button", "typed", "expected"),
    [
        (State.DRAFT, "publish", {"expires_at_0": "01/01/2020", "expires_at_1": "08:00"}, "{noun}"),
    ],
)
def test_a_window_that_cannot_be_is_refused_in_the_words_of_the_type(
    cast, state, button, typed, expected
):
    assert_speaks_of(cast, sent(cast, state, button, **typed), expected)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"published_at_0": "", "published_at_1": ""}, "{Noun} đã đăng phải"),
        (new_window(), "{Noun} đang hiện trên cổng"),
    ],
)
def test_a_working_copy_speaks_of_its_type(cast, typed, expected):
    copy = actions.revise(cast.item(State.LIVE), by=make_superuser())
    answer = send(cast.browser(CHIEF), cast.contract.desk("change", copy.pk), **typed)
    assert_speaks_of(cast, words_of(answer), expected)


def test_who_may_not_open_it_is_told_in_the_words_of_the_type(cast):
    answer = cast.browser(CHIEF).get(cast.contract.desk("preview", 10**9))
    assert_speaks_of(cast, words_of(answer), "Không có {noun} này")


def test_a_refused_action_speaks_of_its_type(cast):
    item, stranger = cast.item(State.LIVE), make_user()
    with pytest.raises(PermissionDenied) as refusal:
        actions.withdraw(item, by=stranger, reason="Sai số liệu.")
    assert_speaks_of(cast, str(refusal.value), "không được gỡ {noun} “")


def test_an_action_at_the_wrong_time_speaks_of_its_type(cast):
    tomorrow = timezone.now() + timedelta(days=1)
    with pytest.raises(ValidationError) as refusal:
        actions.schedule(cast.item(State.LIVE), by=make_superuser(), at=tomorrow)
    assert_speaks_of(cast, refusal.value.messages[0], "{Noun} đang hiện", "gỡ {noun} trước")


def test_whoever_may_not_write_is_told_in_the_words_of_the_type(cast):
    item = cast.item(State.DRAFT)
    item.pk = None
    with pytest.raises(PermissionDenied) as refusal:
        actions.save(item, by=make_user())
    assert_speaks_of(cast, str(refusal.value), "viết {noun} ở đây")


def test_what_the_model_says_of_a_window_fits_every_type(cast):
    item = cast.item(State.LIVE)
    item.published_at = None
    with pytest.raises(ValidationError) as refusal:
        item.full_clean()
    texts = [*refusal.value.messages, str(item._meta.get_field("expires_at").help_text)]
    assert not [text for text in texts if re.search(r"\b(bài|trang)\b", text, re.IGNORECASE)]
