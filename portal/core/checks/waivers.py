"""Answering for what a check has found: published because a law says so."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError

from portal.core.accounts.models import User
from portal.core.audit.chain import record
from portal.core.audit.verbs import Verb
from portal.core.checks.findings import Finding
from portal.core.checks.models import CheckWaiver
from portal.core.checks.registry import BY_NAME
from portal.core.checks.running import run
from portal.core.content import Publishable
from portal.core.text import normalise
from portal.core.workflow.permissions import Action, may

SHORTEST_REASON = 15
"""Characters: "theo luật" names no law."""


def open_findings(item: Publishable, check: str) -> list[Finding]:
    """Return what `check` finds in the stored item that nobody has answered for yet."""
    if check not in BY_NAME or not BY_NAME[check].is_waivable:
        return []
    return [each for each in run(item) if each.check == check and not each.waived]


def may_waive(user: User, item: Publishable) -> bool:
    """Return whether `user` decides about publishing items like this one, and may edit it."""
    meta = item._meta
    publishes = user.has_perm(f"{meta.app_label}.publish_{meta.model_name}")
    return publishes and (may(user, Action.SAVE, item) or may(user, Action.REVISE, item))


def waive(item: Publishable, findings: list[Finding], *, by: User, reason: str) -> None:
    """Write down who answers for `findings` of the stored `item`, and why.

    Raises `PermissionDenied`, or `ValidationError` for a reason that says nothing.
    """
    if not may_waive(by, item):
        raise PermissionDenied(f"Tài khoản “{by}” không xác nhận được cho {item.noun()} này.")
    reason = normalise(reason).strip()
    if len(reason) < SHORTEST_REASON:
        raise ValidationError(
            {"reason": "Ghi rõ văn bản, điều khoản nào quy định phải công khai danh sách này."}
        )
    for finding in findings:
        CheckWaiver(
            content_type=ContentType.objects.get_for_model(item),
            object_id=item.public_pk,
            check_name=finding.check,
            digest=finding.digest,
            reason=reason,
            found=f"{finding.problem} {finding.shown_quotes}",
            made_by=by,
        ).save(force_insert=True)
    record(Verb.WAIVED, by=by, about=item.copy_of or item, after=reason)
