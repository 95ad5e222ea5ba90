"""What was published urgently and would wait for a second look for ever: nobody may take it."""

from collections.abc import Iterable

from portal.core.accounts.models import User
from portal.core.content import Publishable
from portal.core.dashboard.gathering import Found
from portal.core.notices.reviewers import publishers_of
from portal.core.workflow.permissions import Action, asks_for_second_person, may


def stuck_among(rows: Iterable[Found], user: User) -> list[Found]:
    """Return those of `rows`, published urgently by `user`, that no other account may confirm.

    A few queries for each type among the rows, and none where there are none: the accounts that
    publish, with their rights, then the items as they stand.
    """
    rows = list(rows)
    if not rows or not asks_for_second_person(user):
        return []
    models: set[type[Publishable]] = {row.arm.model_admin.model for row in rows}
    free = {pk for model in models for pk in _confirmable(model, rows)}
    return [row for row in rows if (row.arm.model_admin.model, row.values["pk"]) not in free]


def _confirmable(
    model: type[Publishable], rows: list[Found]
) -> Iterable[tuple[type[Publishable], int]]:
    numbers = [row.values["pk"] for row in rows if row.arm.model_admin.model is model]
    people = publishers_of(model)
    for item in model._default_manager.filter(pk__in=numbers):
        if any(may(person, Action.CONFIRM, item) for person in people):
            yield model, item.pk
