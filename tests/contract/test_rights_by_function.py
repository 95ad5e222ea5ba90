"""The table of rights, asked of `may` and of the actions themselves.

What `may` answers is asked on both databases.  The actions ask it before they store anything;
what they store does not depend on who does it, so that both databases are asked only for those
who try everything.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from portal.core.content import State
from portal.core.workflow import actions
from portal.core.workflow.models import Revision
from portal.core.workflow.permissions import Action, may
from tests.contract.cast import NEW_TITLE, Cast, each_contract
from tests.contract.rights_table import FILED, KINDS, THOROUGH, VERBS, Cell, cells_of, enough

pytestmark = [pytest.mark.django_db, each_contract]

TAKE = {
    "save": lambda item, by: actions.save(item, by=by),
    "submit": lambda item, by: actions.submit(item, by=by),
    "return": lambda item, by: actions.return_(item, by=by, reason="Thiếu số liệu."),
    "publish": lambda item, by: actions.publish(item, by=by),
    "schedule": lambda item, by: actions.schedule(
        item, by=by, at=timezone.now() + timedelta(days=2)
    ),
    "release": lambda item, by: actions.release(item, by=by),
    "withdraw": lambda item, by: actions.withdraw(item, by=by, reason="Sai số liệu."),
    "delete": lambda item, by: actions.delete(item, by=by),
    "revise": lambda item, by: actions.revise(item, by=by),
    "urgent": lambda item, by: actions.publish_urgently(item, by=by, reason="Lũ đang lên."),
    "confirm": lambda item, by: actions.confirm(item, by=by),
    "restore": lambda item, by: actions.restore(item, Revision.objects.of(item)[0], by=by),
    "amend": lambda item, by: actions.amend(item, no_change, by=by),
    "hand_over": lambda item, by: actions.hand_over(item, to=by, by=by),
}


ALLOWED = sorted({(c.who, c.verb) for c in cells_of(FILED) if c.allowed and c.verb in TAKE})
"""The rows in which a table allows anything: none allows more than that of filed content."""


def no_change(item):
    """Change nothing; what is asked here is whether it may be changed."""


def test_the_table_has_a_row_for_every_account_verb_and_state(cast):
    assert set(cast.contract.rights) == set(cast.users) == set(KINDS)
    assert len(cast.contract.cells) == len(KINDS) * len(VERBS) * len(State)
    assert set(VERBS.values()) == set(Action)
    assert set(TAKE) == set(VERBS) - {"list", "open"}
    rows = {(cell.who, cell.verb) for cell in cast.contract.cells if cell.allowed}
    assert {(who, verb) for who, verb in rows if verb in TAKE} <= set(ALLOWED)


@pytest.mark.parametrize("who", KINDS)
def test_the_function_answers_as_the_table(cast, who):
    cast.look_at(who)
    cells = cast.cells(who, *VERBS)
    items = {state: cast.item(state) for state in State}
    answers = {cell: may(cast.users[who], VERBS[cell.verb], items[cell.state]) for cell in cells}
    assert answers == {cell: cell.answer != "-" for cell in cells}


@pytest.mark.parametrize("who", [who for who in KINDS if who != "anonymous"])
def test_a_list_holds_just_the_items_to_which_a_person_is_something(cast, who):
    user = cast.users[who]
    found = set(cast.contract.model._default_manager.visible_to(user).values_list("pk", flat=True))
    assert found == {
        number for state, number in cast.numbers.items() if cast.item(state).roles_of(user)
    }


def once(*parameters: str) -> Any:
    """Return the parameters of a test; with an account that repeats another it runs once."""
    marks = [] if parameters[0] in THOROUGH else [pytest.mark.any_database("sqlite")]
    return pytest.param(*parameters, id="-".join(parameters), marks=marks)


def take(cast: Cast, cell: Cell) -> None:
    """Try the action of a cell."""
    item = cast.item(cell.state)
    if cell.verb == "save":
        item.title = NEW_TITLE
    if cell.verb == "schedule" and cell.state is State.EXPIRED:
        item.published_at = item.expires_at = None  # its window is over: it gets a new one
    TAKE[cell.verb](item, cast.users[cell.who])


@pytest.mark.parametrize("who", [once(who) for who in KINDS])
def test_what_the_table_does_not_allow_is_refused_and_changes_nothing(cast, who):
    cast.look_at(who)
    for cell in cast.cells(who, *TAKE):
        if not cell.allowed:
            with pytest.raises(PermissionDenied if cell.answer == "-" else ValidationError):
                take(cast, cell)
    assert cast.traces() == cast.before


@pytest.mark.parametrize(("who", "verb"), [once(*row) for row in ALLOWED])
def test_what_the_table_allows_is_done(cast, who, verb):
    cast.look_at(who)
    allowed = [cell for cell in enough(cast.cells(who, verb)) if cell.allowed]
    for cell in allowed:
        take(cast, cell)
    assert cast.not_as_the_table_says(allowed) == []
