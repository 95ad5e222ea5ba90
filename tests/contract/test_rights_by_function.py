"""The table of rights, asked of `may` and of the actions themselves.

What `may` answers is asked on both databases.  The actions ask it before they store anything;
what they store does not depend on who does it, so that both databases are asked only for those
who try everything.
"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from portal.core.content import State
from portal.core.workflow import actions
from portal.core.workflow.models import Revision
from portal.core.workflow.permissions import Action, may
from tests.contract.cast import NEW_TITLE, each_contract, each_row
from tests.contract.rights_table import KINDS, THOROUGH, VERBS, enough

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


def no_change(item):
    """Change nothing; what is asked here is whether it may be changed."""


def test_the_table_has_a_row_for_every_account_verb_and_state(cast):
    assert set(cast.contract.rights) == set(cast.users) == set(KINDS)
    assert len(cast.contract.cells) == len(KINDS) * len(VERBS) * len(State)
    assert set(VERBS.values()) == set(Action)
    assert set(TAKE) == set(VERBS) - {"list", "open"}


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


@each_row(*TAKE, on_both=THOROUGH)
def test_an_action_is_taken_or_refused_as_the_table_says(cast, row):
    cast.look_at(row[0])
    cells = enough(cast.cells(*row))
    for cell in cells:
        item, user = cast.item(cell.state), cast.users[cell.who]
        if cell.verb == "save":
            item.title = NEW_TITLE
        if cell.verb == "schedule" and cell.state is State.EXPIRED:
            item.published_at = item.expires_at = None  # its window is over: it gets a new one
        if cell.allowed:
            TAKE[cell.verb](item, user)
        else:
            with pytest.raises(PermissionDenied if cell.answer == "-" else ValidationError):
                TAKE[cell.verb](item, user)
    assert cast.not_as_the_table_says(cells) == []
