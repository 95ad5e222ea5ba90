"""A form whose item was decided upon or deleted meanwhile: what was typed is kept and goes on."""

from typing import Any

import pytest

from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.drafts import autosaves
from portal.core.workflow import actions
from tests.contract.pages import addresses, form_data, parse
from tests.contract.registry import Contract
from tests.contract.stages import on_contracts
from tests.factories import make_superuser, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite"), on_contracts("contract")]

TYPED = "Chữ của tôi, gõ rất lâu."


@pytest.fixture
def contract(request: pytest.FixtureRequest) -> Contract:
    found: Contract = request.param
    return found


@pytest.fixture
def person():
    return make_superuser()


@pytest.fixture
def browser(sign_in, person):
    return sign_in(person)


def opened(browser, contract: Contract, item: Any) -> dict[str, Any]:
    """Return what the form of `item` sends after something was typed into it."""
    form = form_data(browser.get(contract.desk("change", item.pk)).content.decode())
    return form | {"summary": TYPED, "_continue": "1"}


def sent(browser, contract: Contract, item: Any, form: dict[str, Any]) -> Any:
    answer = browser.post(contract.desk("change", item.pk), form)
    assert answer.status_code == 409
    assert "Chữ ông/bà vừa gõ không mất" in answer.text
    return answer


def taken_along(browser, answer: Any) -> Any:
    """Press the button that puts what was typed into the working copy; return its form."""
    form = next(f for f in parse(answer.text).all("form") if f["action"].endswith("/ban-sua/"))
    return browser.post(form["action"], form_data(answer.text), follow=True)


def saved_upon(browser, page: Any) -> Any:
    """Save the form, which asks first because a colleague was there, and save again."""
    url = page.request["PATH_INFO"]
    again = browser.post(url, form_data(page.text) | {"_continue": "1"})
    assert again.status_code == 409  # both people's work, to be looked at
    return browser.post(url, form_data(again.text) | {"_continue": "1"})


def test_what_was_published_meanwhile_takes_the_text_into_its_working_copy(contract, browser):
    item = contract.make(State.SUBMITTED)
    form = opened(browser, contract, item)
    actions.publish(contract.model._default_manager.get(pk=item.pk), by=make_superuser())
    page = taken_along(browser, sent(browser, contract, item, form))
    assert TYPED in page.text
    assert saved_upon(browser, page).status_code == 302
    live, copy = contract.model._default_manager.order_by("pk")
    assert (copy.copy_of, copy.summary) == (live, TYPED)
    assert live.summary != TYPED


def test_a_working_copy_that_was_approved_meanwhile_gives_its_text_to_the_next(contract, browser):
    item = contract.make(State.LIVE)
    copy = actions.revise(item, by=make_superuser())
    form = opened(browser, contract, copy)
    theirs = contract.model._default_manager.get(pk=copy.pk)
    theirs.note = "Của đồng nghiệp"
    actions.save(theirs, by=make_superuser())
    actions.publish(theirs, by=make_superuser())
    page = taken_along(browser, sent(browser, contract, copy, form))
    assert saved_upon(browser, page).status_code == 302
    again = contract.model._default_manager.get(copy_of=item)
    assert (again.summary, again.note) == (TYPED, "Của đồng nghiệp")


def test_what_was_deleted_meanwhile_becomes_something_new(contract, browser, person):
    item = contract.make(State.DRAFT)
    form = opened(browser, contract, item)
    actions.delete(contract.model._default_manager.get(pk=item.pk), by=make_superuser())
    answer = sent(browser, contract, item, form)
    assert "vừa được người khác xóa" in answer.text
    (way,) = (url for url in addresses(answer.text) if autosaves.RESTORE in url)
    assert TYPED in browser.get(way).text
    assert [draft.url for draft in autosaves.mine(person)] == [way]


def test_a_window_that_was_saved_and_is_sent_again_keeps_the_later_text(contract, browser):
    item = contract.make(State.DRAFT)
    form = opened(browser, contract, item)
    url = contract.desk("change", item.pk)
    assert browser.post(url, form | {"_transition": "submit"}).status_code == 302
    actions.publish(contract.model._default_manager.get(pk=item.pk), by=make_superuser())
    answer = sent(browser, contract, item, form | {"note": "Gõ thêm."})
    assert "Gõ thêm." in taken_along(browser, answer).text


def test_who_may_not_write_it_is_refused_and_nothing_is_kept(contract, sign_in, browser):
    item = contract.make(State.DRAFT)
    form = opened(browser, contract, item)
    stranger = make_user(AccountRole.USER_ADMIN)
    answer = sign_in(stranger).post(contract.desk("change", item.pk), form)
    assert answer.status_code == 403
    assert autosaves.mine(stranger) == []


def test_what_one_may_not_even_see_is_not_spoken_of(contract, sign_in, browser):
    item = contract.make(State.DRAFT, title="Việc mật")
    form = opened(browser, contract, item)
    other = sign_in(make_user(AccountRole.CONTRIBUTOR))
    answer = other.post(contract.desk("change", item.pk), form | {"title": "Của tôi"})
    assert "Việc mật" not in answer.text
