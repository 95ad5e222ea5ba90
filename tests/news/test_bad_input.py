"""What a person can type wrongly into the article form is said at its field, in Vietnamese."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from news.models import Article
from portal.core.content import State
from portal.core.workflow import actions
from portal.core.workflow.permissions import Action
from tests.contract.cast import same_cookies
from tests.factories import make_article, make_author, make_category, make_superuser, make_tag
from tests.news.desk_forms import Data, Form, assert_kept, assert_refused, fill_in, page, send

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]

BUTTONS = {Action.SUBMIT, Action.PUBLISH, Action.SCHEDULE, Action.URGENT}


@dataclass(frozen=True)
class Office:
    """A superuser at the empty form, and what there is to choose from."""

    browser: Client
    empty: Data
    category: str
    tag: str
    author: str


@pytest.fixture(scope="module")
def office(module_db) -> Office:
    browser = Client()
    browser.force_login(make_superuser())
    rows = (make_category(), make_tag(), make_author())
    empty = Form(browser.get(page("news_article"))).values
    return Office(browser, empty, *(str(row.pk) for row in rows))


@pytest.fixture
def desk(office):
    """A browser in which somebody is signed in who may do everything."""
    return same_cookies(office.browser)


@pytest.fixture
def send_new(office, desk):
    """A function that fills in the form of a new article and presses a button."""
    return partial(fill_in, desk, page("news_article"), office.empty)


@pytest.fixture
def typed(office):
    """A complete article as an editor types it."""
    return {
        "title": "Khởi công cầu Bạch Sa",
        "summary": "Cầu nối hai bờ sông, thi công trong 30 tháng.",
        "body": "<p>Sáng nay, thành phố làm lễ khởi công.</p>",
        "category": [office.category],
        "note": "Chờ ảnh của Minh Quang.",
        "source_name": "Báo Minh Giang",
        "chosen_tags": [office.tag],
        "bylines-0-author": [office.author],
    }


def day(days: int) -> dict[str, str]:
    """Return the two boxes of a moment, `days` from now."""
    at = timezone.localtime(timezone.now() + timedelta(days=days))
    return {"0": f"{at:%d/%m/%Y}", "1": f"{at:%H:%M}"}


def moment(field: str, days: int) -> dict[str, str]:
    """Return what is typed into the two boxes of `field`."""
    return {f"{field}_{box}": text for box, text in day(days).items()}


WRONG = {
    "31 February": ({"published_at_0": "31/02/2026", "published_at_1": "08:00"}, "published_at"),
    "no date": ({"published_at_0": "abc", "published_at_1": "08:00"}, "published_at"),
    "no time": ({"published_at_0": "20/05/2026", "published_at_1": "25:61"}, "published_at"),
    "year of five digits": (
        {"published_at_0": "20/05/20266", "published_at_1": "08:00"},
        "published_at",
    ),
    "wrong expiry": ({"expires_at_0": "32/01/2026", "expires_at_1": "08:00"}, "expires_at"),
    "wrong end of lead": ({"featured_until_0": "mai", "featured_until_1": ""}, "featured_until"),
    "no title": ({"title": "   "}, "title"),
    "long title": ({"title": "Dài " * 100}, "title"),
    "no sapo": ({"summary": ""}, "summary"),
    "long sapo": ({"summary": "Dài " * 200}, "summary"),
    "no body": ({"body": ""}, "body"),
    "body of empty markup": ({"body": "<p>&nbsp;</p><p><br></p>"}, "body"),
    "no category": ({"category": ""}, "category"),
    "unknown category": ({"category": "987654321"}, "category"),
    "category beyond 64 bits": ({"category": "9" * 30}, "category"),
    "category of letters": ({"category": "abc"}, "category"),
    "unknown further category": ({"further_categories": ["987654321"]}, "further_categories"),
    "further category of letters": ({"further_categories": ["abc"]}, "further_categories"),
    "unknown tag": ({"chosen_tags": ["987654321"]}, "chosen_tags"),
    "unknown picture": ({"lead_image": "987654321"}, "lead_image"),
    "wrong source": ({"source_url": "không phải địa chỉ"}, "source_url"),
    "script as source": ({"source_url": "javascript:alert(1)"}, "source_url"),
    "accents in the slug": ({"slug": "cầu-bạch-sa"}, "slug"),
    "unknown author": ({"bylines-0-author": "987654321"}, "bylines-0-author"),
    "place of letters": ({"bylines-0-position": "abc"}, "bylines-0-position"),
    "place below nought": ({"bylines-0-position": "-1"}, "bylines-0-position"),
    "place beyond its column": ({"bylines-0-position": "9" * 30}, "bylines-0-position"),
}


def _rounds() -> list[Any]:
    """Return the mistakes in rounds: each sends one at every field for which there is one left.

    Each database has bounds of its own for numbers, and says it its own way: what asks it, in
    rounds of its own, runs on both.
    """
    asks = {name: case for name, case in WRONG.items() if "unknown" in name or "beyond" in name}
    rounds = []
    for cases in (asks, {name: case for name, case in WRONG.items() if name not in asks}):
        marks = [pytest.mark.every_database] if cases is asks else []
        while cases:
            now = {field: name for name, (_, field) in reversed(cases.items())}
            id_ = ", ".join(now.values())
            rounds.append(pytest.param([cases[n] for n in now.values()], id=id_, marks=marks))
            cases = {name: case for name, case in cases.items() if name not in now.values()}
    return rounds


@pytest.mark.parametrize("mistakes", _rounds())
def test_mistakes_are_named_at_their_fields_and_everything_else_typed_is_kept(
    send_new, typed, mistakes
):
    wrong = {name: text for typing, _ in mistakes for name, text in typing.items()}
    answer = send_new(**{**typed, **wrong})
    form = assert_refused(answer, *(field for _, field in mistakes))
    assert_kept(form, **{name: text for name, text in typed.items() if name not in wrong})
    assert not Article.objects.exists()


@pytest.mark.parametrize("text", ["31/02/2026", "abc"])
def test_a_wrong_date_itself_is_given_back_for_mending(send_new, typed, text):
    wrong = {"published_at_0": text, "published_at_1": "08:00"}
    form = assert_refused(send_new(**typed, **wrong), "published_at")
    assert_kept(form, **wrong)


UNTIMELY = {
    "window that ends before it begins": ("", {"published_at": 2, "expires_at": 1}, "expires_at"),
    "window of no length": ("", {"published_at": 1, "expires_at": 1}, "expires_at"),
    "schedule in the past": ("schedule", {"published_at": -1}, "published_at"),
    "schedule without a time": ("schedule", {}, "published_at"),
    "publish with a time ahead": ("publish", {"published_at": 1}, "published_at"),
    "publish what has expired": ("publish", {"expires_at": -1}, "expires_at"),
}


@pytest.mark.parametrize(("button", "times", "field"), UNTIMELY.values(), ids=UNTIMELY)
def test_a_time_that_the_button_cannot_mean_is_refused(send_new, typed, button, times, field):
    boxes = {box: text for name, days in times.items() for box, text in moment(name, days).items()}
    form = assert_refused(send_new(button, **typed, **boxes), field)
    assert_kept(form, **typed, **boxes)
    assert not Article.objects.exists()


@pytest.mark.parametrize("button", ["", "publish"])
def test_a_published_article_keeps_its_date(desk, button):
    article = make_article(State.LIVE)
    copy = actions.revise(article, by=make_superuser())
    url = page("news_article", copy.pk)
    answer = send(desk, url, button, title="Chữ mới", published_at_0="", published_at_1="")
    assert_kept(assert_refused(answer, "published_at"), title="Chữ mới")
    stored = Article.objects.get(copy_of=None)
    assert (stored.published_at, stored.title) == (article.published_at, article.title)


def test_a_live_article_is_not_hidden_by_a_date_ahead_without_a_reason(desk):
    copy = actions.revise(make_article(State.LIVE), by=make_superuser())
    ahead = timezone.localtime(timezone.now() + timedelta(days=2))
    window = {"published_at_0": f"{ahead:%d/%m/%Y}", "published_at_1": f"{ahead:%H:%M}"}
    answer = send(desk, page("news_article", copy.pk), "publish", **window)
    assert "gỡ bài trước" in assert_refused(answer, "published_at").errors["published_at"][0]
    assert "Bản sửa không hẹn giờ được" in answer.content.decode()
    assert Article.objects.get(copy_of=None).is_live()


def test_a_copy_of_what_is_scheduled_says_which_text_appears_at_its_hour(desk):
    copy = actions.revise(make_article(State.SCHEDULED), by=make_superuser())
    text = desk.get(page("news_article", copy.pk)).content.decode()
    assert "nếu chưa thì với chữ cũ" in text
    assert "hẹn giờ." not in text


def test_a_body_of_ten_megabytes_is_refused_and_given_back(send_new, typed):
    body = f"<p>{'Dài quá. ' * 800_000}</p>"
    assert len(body.encode()) > 8 * 2**20
    form = assert_refused(send_new(**{**typed, "body": body}), "body")
    assert "quá dài" in form.errors["body"][0]
    assert_kept(form, **{**typed, "body": body})


def test_a_nul_in_the_title_is_refused_at_the_field(send_new, typed):
    answer = send_new(**{**typed, "title": "Khởi\x00công"})
    form = assert_refused(answer, "title")
    assert_kept(form, summary=typed["summary"], body=typed["body"])


def test_a_nul_in_the_body_is_dropped_and_the_words_are_kept(send_new, typed):
    answer = send_new(**{**typed, "body": "<p>Khởi\x00 công</p>"})
    assert answer.status_code == 302
    assert Article.objects.get().body == "<p>Khởi công</p>"


def test_an_author_signs_once(send_new, typed):
    author = typed["bylines-0-author"]
    twice = {"bylines-TOTAL_FORMS": "2", "bylines-1-author": author, "bylines-1-position": "1"}
    answer = send_new(**typed, **twice)
    form = assert_refused(answer, "")
    assert_kept(form, **typed, **twice)
    assert not Article.objects.exists()


@pytest.mark.parametrize("button", [action for action in Action if action not in BUTTONS])
def test_an_action_that_has_no_button_on_the_form_is_refused_and_nothing_is_stored(
    send_new, typed, button
):
    assert send_new(button, **typed).status_code == 403
    assert not Article.objects.exists()


@pytest.mark.parametrize("button", ["bay-len-troi", "9" * 30, "\x00"])
def test_a_button_of_nonsense_saves_and_no_more(send_new, typed, button):
    assert send_new(button, **typed).status_code == 302
    assert Article.objects.get().state() is State.DRAFT
