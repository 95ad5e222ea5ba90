"""Answering for findings: they do not come again."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from portal.core.accounts.models import User
from portal.core.audit.chain import record
from portal.core.audit.verbs import Verb
from portal.core.scan.kinds import KINDS
from portal.core.scan.models import Finding, FindingState


def may_accept(user: User, finding: Finding) -> bool:
    """Return whether `user` may answer for a finding: chiefs for content, superusers for all."""
    if user.is_superuser:
        return True
    kind = KINDS.get(finding.kind)
    return kind is not None and kind.is_content and user.has_perm("scan.change_finding")


@transaction.atomic
def accept(findings: Iterable[Finding], *, by: User, reason: str) -> int:
    """Accept what waits among `findings` and `by` may answer for; return how many."""
    numbers = [finding.pk for finding in findings if may_accept(by, finding)]
    waiting = Finding.objects.select_for_update().filter(pk__in=numbers, state=FindingState.NEW)
    accepted = list(waiting.order_by("pk"))
    Finding.objects.filter(pk__in=[finding.pk for finding in accepted]).update(
        state=FindingState.ACCEPTED, reason=reason, accepted_by=by, accepted_at=timezone.now()
    )
    for finding in accepted:  # the trail is locked last
        before = f"{finding.what}\n{finding.evidence}".strip()
        record(Verb.FINDING_ACCEPTED, by=by, about=finding, before=before, after=reason)
    return len(accepted)
