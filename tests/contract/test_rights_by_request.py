"""The table of rights at the addresses of the desk: what a request can do.

Requests are sent whether or not a page offers them: whoever forges one sends just these.
"""

import pytest
from django.http import HttpResponseForbidden

from portal import urls
from portal.core.content import State
from tests.contract.cast import NEW_TITLE, each_contract, each_row, new_window, send_form

pytestmark = [pytest.mark.django_db, each_contract]


@pytest.fixture(autouse=True)
def refusals_without_a_page(monkeypatch):
    """Answer 403 by the bare status: most requests are refused, and nobody reads the page here.

    What the page says, and does not say, is looked at in `test_rights_on_the_desk.py`.
    """
    monkeypatch.setattr(urls, "handler403", lambda request, exception: HttpResponseForbidden())


def assert_as_the_table_says(cast, row, send) -> None:
    """Send a request for each cell, then look into the database: done, or nothing changed."""
    cells = cast.cells(*row)
    for cell in cells:
        send(cast.browser(cell.who), cell)
    assert cast.not_as_the_table_says(cells) == []


@each_row("save", "submit", "publish", "schedule")
def test_the_form_does_what_the_table_says(cast, row):
    def send(browser, cell):
        changes = {
            "save": {"title": NEW_TITLE},
            "schedule": {"_transition": "schedule", **new_window()},
        }.get(cell.verb, {"_transition": cell.verb})
        send_form(browser, cast.url("change", cell.state), cast.form(cell.state) | changes)

    assert_as_the_table_says(cast, row, send)


@each_row("return", "withdraw")
def test_the_page_that_asks_for_a_reason_does_what_the_table_says(cast, row):
    def send(browser, cell):
        url = cast.url("reason", cell.state, cell.verb)
        browser.post(url, {"reason": "Sai số liệu."})

    assert_as_the_table_says(cast, row, send)


@each_row("delete")
def test_the_page_that_deletes_does_what_the_table_says(cast, row):
    def send(browser, cell):
        browser.post(cast.url("delete", cell.state), {"post": "yes"})

    assert_as_the_table_says(cast, row, send)


@pytest.mark.parametrize("who", ["superuser", "chief", "editor of the category"])
def test_a_live_item_is_not_hidden_by_a_date_ahead_without_a_reason(cast, who):
    may_save = any(cell.allowed and cell.state is State.LIVE for cell in cast.cells(who, "save"))
    answer = cast.browser(who).post(
        cast.url("change", State.LIVE), cast.form(State.LIVE) | new_window()
    )
    assert (f"gỡ {cast.contract.model.noun()} trước" in answer.content.decode()) is may_save
    assert cast.trace(State.LIVE) == cast.before[State.LIVE]
