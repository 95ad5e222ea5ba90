"""The table of rights at the addresses of the desk: what a request can do.

Requests are sent whether or not a page offers them: whoever forges one sends just these.  That
`may` and the actions answer as the table, cell by cell and on both databases, is proven in
`test_rights_by_function.py`; here every way to them is proven to ask them.
"""

import pytest
from django.http import HttpResponseForbidden

from portal import urls
from portal.core.workflow.models import Revision
from tests.contract.cast import NEW_TITLE, PUBLISHED, each_contract, each_row, new_window, send_form
from tests.contract.rights_table import THOROUGH, VERBS, Cell, enough

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres"), each_contract]

BY_THE_FORM = ("save", "submit", "publish", "schedule")
WITH_A_REASON = ("return", "withdraw", "urgent")
BY_ITS_OWN_PAGE = ("delete",)
BY_ONE_CLICK = ("revise", "confirm")
ON_THE_REVIEWERS_PAGE = ("release",)
FROM_THE_HISTORY = ("restore",)
IN_BULK = ("amend", "hand_over")
"""Tried in `test_rights_in_bulk.py`."""


@pytest.fixture(autouse=True)
def refusals_without_a_page(monkeypatch):
    """Answer 403 by the bare status: most requests are refused, and nobody reads the page here.

    What the page says, and does not say, is looked at in `test_rights_on_the_desk.py`.
    """
    monkeypatch.setattr(urls, "handler403", lambda request, exception: HttpResponseForbidden())


def by_the_form(cells: list[Cell]) -> list[Cell]:
    """Leave out giving another time to what is published: that has no form, only its page."""
    return [c for c in cells if not (c.verb == "schedule" and c.state in PUBLISHED)]


def tried(cast, who: str, verb: str) -> list[Cell]:
    """Return the cells of a row that are tried: `enough` of those in which a chief may do it.

    What nobody may do in a state is refused by the state; no account says more about that.
    """
    possible = {cell.state for cell in cast.cells("chief", verb) if cell.answer != "-"}
    cells = [c for c in cast.cells(who, verb) if who in THOROUGH or c.state in possible]
    return enough(cells)


def assert_as_the_table_says(cast, row, send, those=list) -> None:
    """Send a request for each cell, then look into the database: done, or nothing changed."""
    cast.look_at(row[0])
    cells = those(tried(cast, *row))
    for cell in cells:
        send(cast.browser(cell.who), cell)
    assert cast.not_as_the_table_says(cells) == []


def test_every_verb_has_a_way_by_which_it_is_tried(cast):
    looking = {"list", "open"}  # see test_rights_on_the_desk.py
    ways = (BY_THE_FORM, WITH_A_REASON, BY_ITS_OWN_PAGE, BY_ONE_CLICK, FROM_THE_HISTORY, IN_BULK)
    assert {verb for way in (*ways, ON_THE_REVIEWERS_PAGE) for verb in way} == set(VERBS) - looking


@each_row(*BY_THE_FORM)
def test_the_form_does_what_the_table_says(cast, row):
    def send(browser, cell):
        changes = {
            "save": {"title": NEW_TITLE},
            "schedule": {"_transition": "schedule", **new_window()},
        }.get(cell.verb, {"_transition": cell.verb})
        send_form(browser, cast.url("change", cell.state), cast.form(cell.state) | changes)

    assert_as_the_table_says(cast, row, send, by_the_form)


@each_row(*WITH_A_REASON)
def test_the_page_that_asks_for_a_reason_does_what_the_table_says(cast, row):
    def send(browser, cell):
        url = cast.url("reason", cell.state, cell.verb)
        browser.post(url, {"reason": "Sai số liệu."} | cast.seen(cell.state))

    assert_as_the_table_says(cast, row, send)


@each_row(*BY_ITS_OWN_PAGE)
def test_the_page_that_deletes_does_what_the_table_says(cast, row):
    def send(browser, cell):
        browser.post(cast.url("delete", cell.state), {"post": "yes"} | cast.seen(cell.state))

    assert_as_the_table_says(cast, row, send)


@each_row(*BY_ONE_CLICK)
def test_a_button_of_one_click_does_what_the_table_says(cast, row):
    def send(browser, cell):
        browser.post(cast.url(cell.verb, cell.state), cast.seen(cell.state))

    assert_as_the_table_says(cast, row, send)


@each_row(*ON_THE_REVIEWERS_PAGE)
def test_the_reviewers_page_does_what_the_table_says(cast, row):
    def send(browser, cell):
        version = cast.seen(cell.state)["base_version"]
        sent = {"do": cell.verb, "duyet-base_version": version}
        browser.post(cast.url("review", cell.state), sent)

    assert_as_the_table_says(cast, row, send)


@each_row(*FROM_THE_HISTORY)
def test_the_history_puts_back_what_the_table_says(cast, row):
    def send(browser, cell):
        item = cast.item(cell.state)
        revision = Revision.objects.of(item)[0]
        url = cast.url("restore", cell.state, revision.pk)
        browser.post(url, {"base_version": str(item.version)})

    assert_as_the_table_says(cast, row, send)
