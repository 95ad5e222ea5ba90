"""The approval slip of an item: one sheet to print, sign and file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from portal.core.admin.desk_pages import DeskPagesAdmin
from portal.core.audit.models import AuditEntry
from portal.core.content import Publishable
from portal.core.identity.models import Identity
from portal.core.workflow.models import Revision
from portal.core.workflow.permissions import Action

MAX_STEPS = 500
"""Revisions of which the slip tells; beyond that the oldest are left to the history."""

_PUBLISHING = (Action.PUBLISH, Action.SCHEDULE, Action.RELEASE, Action.URGENT)
_PARTS = dict.fromkeys(_PUBLISHING, "published") | {
    Action.SUBMIT: "sent",
    Action.CONFIRM: "confirmed",
}
_WRITING = {Action.SAVE, Action.RESTORE, Action.AMEND}


@dataclass
class Step:
    """A line of the slip: what one person did, by one action or by several saves in a row."""

    first: Revision
    last: Revision
    times: int = 1
    entry: AuditEntry | None = None

    @property
    def began_at(self) -> datetime | None:
        """When the first of several saves was, where there were several."""
        return self.first.made_at if self.times > 1 else None


class SlipAdmin(DeskPagesAdmin):
    """Prints who wrote, edited, sent and approved an item."""

    def get_urls(self) -> list[URLPattern]:
        """Add the slip."""
        view, prefix = self.admin_site.admin_view, self.url_prefix.removeprefix("admin:")
        return [
            path("<int:pk>/phieu-duyet/", view(self.slip_view), name=f"{prefix}_slip"),
            *super().get_urls(),
        ]

    @method_decorator(never_cache)
    def slip_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the slip to those who may open the item on the desk."""
        item = self.get_or_refuse(request, pk, Action.VIEW)
        steps = steps_of(item)
        context = self.page_context(request, item, f"Phiếu duyệt {self.noun}") | {
            "steps": steps,
            "people": people_of(steps),
            "identity": Identity.load(),
            "printed_at": timezone.now(),
        }
        return TemplateResponse(request, "admin/publishable/slip.html", context)


def steps_of(item: Publishable) -> list[Step]:
    """Return what was done to `item`, oldest first, each with its row of the trail."""
    revisions = Revision.objects.of(item).select_related("made_by").defer("snapshot")[:MAX_STEPS]
    entries = AuditEntry.objects.of(item).filter(revision__in=[r.pk for r in revisions])
    sealed = {entry.revision_id: entry for entry in entries}
    steps: list[Step] = []
    for revision in reversed(revisions):
        if steps and _goes_on(steps[-1].last, revision):
            steps[-1].last, steps[-1].times = revision, steps[-1].times + 1
        else:
            steps.append(Step(revision, revision))
        steps[-1].entry = sealed.get(revision.pk)
    return steps


def people_of(steps: Iterable[Step]) -> dict[str, list[Any]]:
    """Return who had which part in an item; each person once in a part."""
    names = ("wrote", "edited", "sent", "published", "confirmed")
    parts: dict[str, dict[int, Any]] = {name: {} for name in names}
    writer = None
    for step in steps:
        action, who = Action(step.last.action), step.last.made_by
        writer = writer or who
        part = _PARTS.get(action)
        if action in _WRITING:
            part = "wrote" if who == writer else "edited"
        if part:
            parts[part][who.pk] = who
    return {part: list(people.values()) for part, people in parts.items()}


def _goes_on(last: Revision, revision: Revision) -> bool:
    """Return whether a save only goes on with the save before, by the same hand."""
    both_saves = last.action == revision.action == Action.SAVE
    same_hand = last.made_by_id == revision.made_by_id
    same_row = last.in_copy == revision.in_copy
    return both_saves and same_hand and same_row and not (last.reason or revision.reason)
