"""What follows from a finding on this portal: the switches, read once in a request."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from portal.core.accounts.models import User
from portal.core.audit.chain import record
from portal.core.audit.verbs import Verb
from portal.core.checks.findings import Level
from portal.core.checks.models import CheckSwitch
from portal.core.checks.registry import BY_NAME, CHECKS

Levels = dict[str, Level]


class _OfRequest(threading.local):
    """What was read in the request that this thread is answering."""

    is_answering = False
    levels: Levels | None = None


_now = _OfRequest()


def levels() -> Levels:
    """Return the level of every check; within a request the table is read once."""
    if _now.levels is not None:
        return _now.levels
    found = {check.name: check.level for check in CHECKS}
    stored = CheckSwitch.objects.filter(check_name__in=found).values_list("check_name", "level")
    found.update((name, Level(level)) for name, level in stored)
    if _now.is_answering:
        _now.levels = found
    return found


def choose(name: str, level: Level, *, by: User) -> None:
    """Switch one check; raises KeyError for a check that there is not."""
    check = BY_NAME[name]
    before = levels()[name]
    with transaction.atomic():
        switch, _ = CheckSwitch.objects.update_or_create(
            check_name=check.name, defaults={"level": level, "changed_by": by}
        )
        record(Verb.SETTING_CHANGED, by=by, about=switch, before=before.label, after=level.label)
    _now.levels = None


@contextmanager
def read_once() -> Iterator[None]:
    """Treat a long command as one request: what is switched meanwhile counts the next time."""
    on_request_started()
    try:
        yield
    finally:
        on_request_finished()


def on_request_started(**kwargs: object) -> None:
    """Begin with nothing read."""
    _now.is_answering, _now.levels = True, None


def on_request_finished(**kwargs: object) -> None:
    """Forget what was read: commands and the next request ask anew."""
    _now.is_answering, _now.levels = False, None
