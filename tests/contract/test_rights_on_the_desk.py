"""The table of rights at the addresses of the desk: what is shown, and what a request can do.

Requests are sent whether or not a page offers them: whoever forges one sends just these.
"""

import pytest

from portal.core.content import State
from tests.contract.cast import NEW_TITLE, each_cell, each_contract, is_done, new_window
from tests.contract.pages import addresses
from tests.contract.rights_table import CELLS, RIGHTS

pytestmark = [pytest.mark.django_db, each_contract]


def assert_as_the_table_says(cast, cell, before) -> None:
    """Look into the database: the thing is done, or nothing at all has changed."""
    if cell.allowed:
        assert is_done(cell, cast.item(cell.state))
    else:
        assert cast.trace(cell.state) == before


def refusal(who: str) -> int:
    """Return the status by which a page of the desk is closed to a person."""
    return 302 if who == "anonymous" else 403


@pytest.mark.parametrize("who", RIGHTS)
def test_the_list_shows_just_what_the_table_lets_a_person_see(cast, who):
    page = cast.browser(who).get(cast.contract.desk("changelist"))
    links = addresses(page.content.decode())
    cells = [cell for cell in CELLS if cell.who == who and cell.verb == "list"]
    shown = {cell: cast.url("change", cell.state) in links for cell in cells}
    assert shown == {cell: cell.allowed for cell in cells}


@each_cell("open")
def test_an_item_opens_for_whom_the_table_lets_see_it(cast, cell):
    browser, title = cast.browser(cell.who), cast.item(cell.state).title
    for page in ("preview", "history"):
        answer = browser.get(cast.url(page, cell.state))
        assert answer.status_code == (200 if cell.allowed else refusal(cell.who))
        assert (title in answer.content.decode()) is cell.allowed


@each_cell("save")
def test_who_may_save_gets_the_form_and_who_may_look_only_the_preview(cast, cell):
    answer = cast.browser(cell.who).get(cast.url("change", cell.state))
    may_look = next(c for c in CELLS if c[:3] == (cell.who, "open", cell.state)).allowed
    if cell.allowed:
        assert 'name="base_version"' in answer.content.decode()
    elif may_look:
        assert answer["Location"] == cast.url("preview", cell.state)
    else:
        assert answer.status_code in {302, 403}
        assert cast.item(cell.state).title not in answer.content.decode()
        assert answer.get("Location") != cast.url("preview", cell.state)


@each_cell("save", "submit", "publish", "schedule")
def test_the_form_does_what_the_table_says(cast, cell):
    before = cast.trace(cell.state)
    changes = {
        "save": {"title": NEW_TITLE},
        "schedule": {"_transition": "schedule", **new_window()},
    }.get(cell.verb, {"_transition": cell.verb})
    data = cast.form(cell.state) | changes
    cast.browser(cell.who).post(cast.url("change", cell.state), data)
    assert_as_the_table_says(cast, cell, before)


@each_cell("return", "withdraw")
def test_the_page_that_asks_for_a_reason_does_what_the_table_says(cast, cell):
    before = cast.trace(cell.state)
    url = cast.url("reason", cell.state, cell.verb)
    cast.browser(cell.who).post(url, {"reason": "Sai số liệu."})
    assert_as_the_table_says(cast, cell, before)


@each_cell("delete")
def test_the_page_that_deletes_does_what_the_table_says(cast, cell):
    before = cast.trace(cell.state)
    cast.browser(cell.who).post(cast.url("delete", cell.state), {"post": "yes"})
    assert_as_the_table_says(cast, cell, before)


@pytest.mark.parametrize("who", ["superuser", "chief", "editor of the category"])
def test_a_live_item_is_not_hidden_by_a_date_ahead_without_a_reason(cast, who):
    before = cast.trace(State.LIVE)
    answer = cast.browser(who).post(
        cast.url("change", State.LIVE), cast.form(State.LIVE) | new_window()
    )
    assert "gỡ bài trước" in answer.content.decode()
    assert cast.trace(State.LIVE) == before
