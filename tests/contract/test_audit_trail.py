"""Every action on every content type leaves exactly one row of the trail."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from portal.core.audit.models import AuditEntry
from portal.core.content import State
from portal.core.workflow import actions
from portal.core.workflow.models import Revision
from portal.core.workflow.permissions import Action
from tests.audit.tampering import newest, verified
from tests.contract.registry import CONTRACTS
from tests.factories import make_superuser

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

DEEDS: dict[Action, tuple[State, Callable[..., object], str, str]] = {
    Action.SAVE: (State.RETURNED, actions.save, "returned", "returned"),
    Action.SUBMIT: (State.RETURNED, actions.submit, "returned", "submitted"),
    Action.RETURN: (
        State.SUBMITTED,
        lambda item, by: actions.return_(item, by=by, reason="Thiếu số liệu."),
        "submitted",
        "returned",
    ),
    Action.PUBLISH: (State.SUBMITTED, actions.publish, "submitted", "published"),
    Action.SCHEDULE: (
        State.DRAFT,
        lambda item, by: actions.schedule(item, by=by, at=timezone.now() + timedelta(days=1)),
        "draft",
        "published",
    ),
    Action.RELEASE: (State.SCHEDULED, actions.release, "published", "published"),
    Action.WITHDRAW: (
        State.LIVE,
        lambda item, by: actions.withdraw(item, by=by, reason="Sai số liệu."),
        "published",
        "withdrawn",
    ),
    Action.DELETE: (State.DRAFT, actions.delete, "draft", ""),
    Action.REVISE: (State.LIVE, actions.revise, "", "draft"),
    Action.URGENT: (
        State.DRAFT,
        lambda item, by: actions.publish_urgently(item, by=by, reason="Bão sắp vào."),
        "draft",
        "published",
    ),
    Action.CONFIRM: (State.DRAFT, actions.confirm, "published", "published"),
    Action.RESTORE: (
        State.DRAFT,
        lambda item, by: actions.restore(item, Revision.objects.latest("pk"), by=by),
        "draft",
        "draft",
    ),
    Action.AMEND: (
        State.LIVE,
        lambda item, by: actions.amend(item, lambda row: None, by=by),
        "published",
        "published",
    ),
    Action.HAND_OVER: (
        State.DRAFT,
        lambda item, by: actions.hand_over(item, to=by, by=by),
        "draft",
        "draft",
    ),
}
"""For each action the state it begins in, how it is done, and the statuses that the row tells."""


def test_every_action_is_tried_here():
    assert set(DEEDS) == set(Action) - {Action.VIEW}


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.name)
def test_every_action_leaves_exactly_one_row(contract):
    somebody = make_superuser()
    for action, (state, deed, before, after) in DEEDS.items():
        # Urgent is only one's own work; confirmed is only what somebody published urgently.
        own = {"by": somebody} if action is Action.URGENT else {}
        item: Any = contract.make(state, **own)
        if action is Action.CONFIRM:
            actions.publish_urgently(item, by=item.created_by, reason="Bão sắp vào.")
        known, number = newest().number, item.pk
        deed(item, by=somebody)
        row = AuditEntry.objects.get(number__gt=known)
        assert (row.action, row.before, row.after) == (action, before, after)
        assert (row.object_id, row.actor, row.title) == (number, somebody, item.title)
        assert row.revision == Revision.objects.latest("pk")
    assert "nguyên vẹn" in verified()
