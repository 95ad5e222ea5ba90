"""The table of rights at the addresses of the desk: what a request can do.

Requests are sent whether or not a page offers them: whoever forges one sends just these.
"""

import pytest

from portal.core.content import State
from tests.contract.cast import NEW_TITLE, each_cell, each_contract, is_done, new_window

pytestmark = [pytest.mark.django_db, each_contract]


def assert_as_the_table_says(cast, cell, before) -> None:
    """Look into the database: the thing is done, or nothing at all has changed."""
    if cell.allowed:
        assert is_done(cell, cast.item(cell.state))
    else:
        assert cast.trace(cell.state) == before


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
