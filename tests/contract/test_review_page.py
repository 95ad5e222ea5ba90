"""The reviewer's page: decisions of one press, for every content type and kind of account."""

import pytest
from django.http import HttpResponse
from django.utils import timezone

from portal import urls
from portal.core.admin.review import ReviewAdmin
from portal.core.content import State
from portal.core.review.people import who_may_open
from portal.core.review.presses import offered
from portal.core.workflow import actions
from portal.core.workflow.permissions import Action, may
from tests.contract.cast import each_contract, new_window
from tests.contract.pages import form_data, parse
from tests.factories import make_superuser

pytestmark = [pytest.mark.django_db]

DECISIONS = ("publish", "release", "schedule", "return", "submit")
AFTER = {
    "publish": State.LIVE,
    "release": State.LIVE,
    "schedule": State.SCHEDULED,
    "return": State.RETURNED,
    "submit": State.SUBMITTED,
}
KINDS = (
    "chief",
    "editor of the category",
    "contributor who wrote it",
    "editor of another category",
)


def buttons(text: str) -> set[str]:
    """Return the decisions that a page offers."""
    return {b["value"] for b in parse(text).all("button", name="do")} & set(DECISIONS)


@each_contract
@pytest.mark.any_database("sqlite")
@pytest.mark.parametrize("verb", DECISIONS)
def test_one_press_decides_where_the_page_offers_it_and_nowhere_else(cast, verb, monkeypatch):
    for who in KINDS:
        before, closed = cast.traces(), []
        for state in State:
            item, user, url = cast.item(state), cast.users[who], cast.url("review", state)
            is_offered = may(user, Action.VIEW, item) and verb in offered(item, user)
            reason = "Thiếu nguồn." if verb == "return" else ""
            words = {"duyet-base_version": item.version, "duyet-reason": reason, "do": verb}
            moment = new_window()
            words |= {
                "duyet-at_0": moment["published_at_0"],
                "duyet-at_1": moment["published_at_1"],
            }
            answer = cast.browser(who).post(url, words)
            if is_offered:
                assert cast.item(state).state() is AFTER[verb], (who, state)
                assert answer["Location"] == url
            else:
                closed.append(state)
                assert answer.status_code in {200, 403}
        after = cast.traces()
        assert [state for state in closed if after[state] != before[state]] == [], who
        without_pages(monkeypatch)


def without_pages(monkeypatch) -> None:
    """Answer by the bare status, after one kind of account has been shown all the pages."""
    monkeypatch.setattr(ReviewAdmin, "_review_page", lambda *arguments: HttpResponse())
    monkeypatch.setattr(urls, "handler403", lambda request, exception: HttpResponse(status=403))


@each_contract
@pytest.mark.any_database("postgres")
def test_the_page_offers_each_person_what_they_may_do(cast):
    for who in KINDS:
        for state in (State.DRAFT, State.SUBMITTED, State.LIVE):
            item, user = cast.item(state), cast.users[who]
            answer = cast.browser(who).get(cast.url("review", state))
            if not may(user, Action.VIEW, item):
                assert answer.status_code == 403
                continue
            assert buttons(answer.content.decode()) == set(offered(item, user)) & set(DECISIONS)


@each_contract
def test_who_may_open_an_item_is_found_in_one_query_as_one_by_one(cast, django_assert_num_queries):
    people = [user for user in cast.users.values() if user.pk]
    for state in (State.DRAFT, State.LIVE):
        item = cast.item(state)
        able = {user.pk for user in people if may(user, Action.VIEW, item)}
        getattr(item, "category", None)
        with django_assert_num_queries(1):
            found = {user.pk for user in who_may_open(item)}
        assert found & {user.pk for user in people} == able


@each_contract
@pytest.mark.any_database("sqlite")
def test_a_sent_page_that_is_out_of_date_changes_nothing_and_says_who_was_quicker(cast):
    url, browser = cast.url("review", State.SUBMITTED), cast.browser("superuser")
    seen = form_data(browser.get(url).content.decode())
    item = cast.item(State.SUBMITTED)
    colleague = make_superuser(full_name="Lê Thị Nhanh Tay")
    item.title = "Tên mới của bài"
    actions.save(item, by=colleague)
    before = cast.trace(State.SUBMITTED)
    typed = {"do": "return", "duyet-reason": "Lý do đã gõ.", "duyet-text": "Góp ý dở dang."}
    answer = browser.post(url, seen | typed)
    text = answer.content.decode()
    assert cast.trace(State.SUBMITTED) == before
    alert = parse(text).all("section", role="alert")[0]
    assert "Lê Thị Nhanh Tay" in alert.text
    assert "Tên mới của bài" in text
    again = form_data(text)
    assert again["duyet-reason"] == "Lý do đã gõ."
    assert again["duyet-text"] == "Góp ý dở dang."
    assert int(again["duyet-base_version"]) == item.version
    assert browser.post(url, again | {"do": "return"}).status_code == 200  # the comment is kept
    assert cast.item(State.SUBMITTED).state() is State.RETURNED


@each_contract
@pytest.mark.any_database("sqlite")
def test_after_a_decision_the_next_item_that_waits_is_offered(cast):
    browser, url = cast.browser("superuser"), cast.url("review", State.SUBMITTED)
    waiting = cast.contract.make(State.SUBMITTED, by=make_superuser(), title="Còn chờ ở đây")
    seen = form_data(browser.get(url).content.decode())
    answer = browser.post(url, seen | {"do": "publish"}, follow=True)
    links = parse(answer.content.decode()).all("a", href=cast.contract.desk("review", waiting.pk))
    assert [link.text for link in links] == ["Còn chờ ở đây"]
    assert cast.item(State.SUBMITTED).published_at <= timezone.now()
