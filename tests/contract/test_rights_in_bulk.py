"""The table of rights where many rows are ticked: each row is asked for by itself."""

import pytest
from django.http import HttpResponseForbidden

from portal import urls
from tests.contract.cast import each_contract
from tests.contract.registry import Part
from tests.contract.rights_table import FILED, KINDS, cells_of
from tests.contract.stages import on_contracts

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]

BULK = ("submit", "publish", "release", "withdraw", "hand_over")
WITHDRAWING = sorted({c.who for c in cells_of(FILED) if c.verb == "withdraw" and c.allowed})
"""Who withdraws at least something; the others may not even with a reason."""


@pytest.fixture(autouse=True)
def refusals_without_a_page(monkeypatch):
    """Answer 403 by the bare status: `test_rights_on_the_desk.py` reads the page."""
    monkeypatch.setattr(urls, "handler403", lambda request, exception: HttpResponseForbidden())


def send(cast, who: str, action: str, numbers: list[int], **fields: str):
    """Send what the list sends when rows are ticked and an action is chosen."""
    data = {"action": action, "_selected_action": numbers, **fields, **cast.seen_in_list(numbers)}
    return cast.browser(who).post(cast.contract.desk("changelist"), data)


@each_contract
@pytest.mark.parametrize("who", KINDS)
@pytest.mark.parametrize("verb", BULK)
def test_with_all_rows_ticked_each_is_changed_or_left_as_the_table_says(cast, who, verb):
    cast.look_at(who)
    fields = {"confirmed": "1", "reason": "Sai số liệu.", "to": str(cast.users["chief"].pk)}
    send(cast, who, f"{verb}_selected", list(cast.numbers.values()), **fields)
    assert cast.not_as_the_table_says(cast.cells(who, verb)) == []


@each_contract
@pytest.mark.parametrize("who", KINDS)
def test_nobody_deletes_in_bulk(cast, who):
    send(cast, who, "delete_selected", list(cast.numbers.values()), post="yes")
    assert cast.traces() == cast.before


@each_contract
@pytest.mark.parametrize("who", WITHDRAWING)
def test_nothing_is_withdrawn_without_a_reason(cast, who):
    numbers = list(cast.numbers.values())
    send(cast, who, "withdraw_selected", numbers)
    send(cast, who, "withdraw_selected", numbers, confirmed="1", reason=" ")
    assert cast.traces() == cast.before


@pytest.mark.parametrize("who", KINDS)
@on_contracts("cast", Part.CATEGORY)
def test_items_are_refiled_as_the_table_says(cast, who):
    cast.look_at(who)
    fields = {"confirmed": "1", "category": str(cast.own.pk)}
    send(cast, who, "refile_selected", list(cast.numbers.values()), **fields)
    assert cast.not_as_the_table_says(cast.cells(who, "amend")) == []
