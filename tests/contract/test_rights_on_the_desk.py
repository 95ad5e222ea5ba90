"""The table of rights at the addresses of the desk: what is shown to whom."""

import pytest
from django.http import HttpRequest, HttpResponseForbidden

from portal import urls
from tests.contract.cast import each_contract, each_row
from tests.contract.pages import addresses
from tests.contract.rights_table import KINDS, enough

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite"), each_contract]


def what_a_refusal_is_told(request: HttpRequest, exception: Exception) -> HttpResponseForbidden:
    """Answer 403 by all that its page learns of an item; the page itself is read once a person."""
    return HttpResponseForbidden(str(exception))


def refusal(who: str) -> int:
    """Return the status by which a page of the desk is closed to a person."""
    return 302 if who == "anonymous" else 403


@pytest.mark.parametrize("who", KINDS)
def test_the_list_shows_just_what_the_table_lets_a_person_see(cast, who):
    page = cast.browser(who).get(cast.contract.desk("changelist"))
    links = addresses(page.content.decode())
    cells = cast.cells(who, "list")
    shown = {cell: cast.url("change", cell.state) in links for cell in cells}
    assert shown == {cell: cell.allowed for cell in cells}


@each_row("open")
def test_an_item_opens_for_whom_the_table_lets_see_it(cast, row, monkeypatch):
    for cell in enough(cast.cells(*row)):
        browser, title = cast.browser(cell.who), cast.item(cell.state).title
        for page in ("preview", "preview_page", "preview_cards", "history", "review"):
            answer = browser.get(cast.url(page, cell.state))
            assert answer.status_code == (200 if cell.allowed else refusal(cell.who)), cell
            assert (title in answer.content.decode()) is cell.allowed, cell
        monkeypatch.setattr(urls, "handler403", what_a_refusal_is_told)


@each_row("save")
def test_who_may_save_gets_the_form_and_who_may_look_only_a_page_to_read(cast, row, monkeypatch):
    for cell in enough(cast.cells(*row)):
        answer = cast.browser(cell.who).get(cast.url("change", cell.state))
        may_look = next(c.allowed for c in cast.cells(cell.who, "open") if c.state is cell.state)
        reading = {cast.url(page, cell.state) for page in ("preview", "review")}
        if cell.allowed:
            assert 'name="base_version"' in answer.content.decode(), cell
        elif may_look:
            assert answer["Location"] in reading, cell
        else:
            assert answer.status_code in {302, 403}, cell
            assert cast.item(cell.state).title not in answer.content.decode(), cell
            assert answer.get("Location") not in reading, cell
        monkeypatch.setattr(urls, "handler403", what_a_refusal_is_told)
