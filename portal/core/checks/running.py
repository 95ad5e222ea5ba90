"""Running the checks on an item, and standing in the way of sending it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError

from portal.core.checks import switches
from portal.core.checks.findings import Finding, Level
from portal.core.checks.models import CheckWaiver
from portal.core.checks.registry import BY_NAME, CHECKS
from portal.core.checks.subject import Subject
from portal.core.content import Publishable
from portal.core.workflow.permissions import Action

SENDING = frozenset({Action.SUBMIT, Action.PUBLISH, Action.SCHEDULE, Action.RELEASE, Action.URGENT})
"""Actions by which an item leaves its writer's hands."""


class Refused(ValidationError):
    """The item must not be sent as it is; the messages stand at its fields."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        messages: dict[str, list[str]] = {}
        for finding in findings:
            messages.setdefault(finding.field, []).append(finding.message)
        super().__init__(messages)


def run(item: Publishable, *, relations: Mapping[str, Any] | None = None) -> list[Finding]:
    """Return all that is wrong with `item`, what blocks first.

    `relations` is what the caller has at hand; see `Subject`.  Without it this asks for the
    pictures, the documents and similar titles, once each and only where there may be any, and
    once for each kind of page that the text links to.
    """
    return _found(item, relations, lambda level: level is not Level.OFF)


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    """Return those with which the item must not be sent."""
    return [finding for finding in findings if finding.is_blocking]


def blockers(item: Publishable) -> list[Finding]:
    """Return what blocks `item`; checks that only warn are not run."""
    return blocking(_found(item, None, lambda level: level is Level.BLOCK))


def _found(
    item: Publishable, relations: Mapping[str, Any] | None, wanted: Callable[[Level], bool]
) -> list[Finding]:
    subject = Subject(item, relations)
    levels = switches.levels()
    found = [
        finding.at(levels[check.name])
        for check in CHECKS
        if wanted(levels[check.name])
        for finding in check.find(subject)
    ]
    # The order of the checks stays within both halves.
    return sorted(_with_waivers(item, found), key=lambda finding: not finding.is_blocking)


def _with_waivers(item: Publishable, found: list[Finding]) -> list[Finding]:
    """Mark what somebody has answered for; no query where nothing can be answered for."""
    waivable = {finding for finding in found if BY_NAME[finding.check].is_waivable}
    if not waivable or item.pk is None:
        return found
    rows = CheckWaiver.objects.of(item).values_list("check_name", "digest")
    given = set(rows)
    return [
        replace(finding, waived=True)
        if finding in waivable and (finding.check, finding.digest) in given
        else finding
        for finding in found
    ]


def on_storing(item: Publishable, action: Action, **kwargs: object) -> None:
    """Listener of `signals.storing`: refuse to send what a check holds back."""
    found = blockers(item) if action in SENDING else []
    if found:
        raise Refused(found)
