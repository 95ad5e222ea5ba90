"""Leaving an address alone: whoever does it says why, and the trail keeps it."""

from django.db import transaction
from django.utils import timezone

from portal.core.accounts.models import User
from portal.core.audit.chain import record
from portal.core.audit.verbs import Verb
from portal.core.linkcheck.models import Address
from portal.core.linkcheck.verdicts import Verdict

_LEFT = ("left_at", "left_by", "left_reason")


@transaction.atomic
def leave(address: Address, *, by: User, reason: str) -> None:
    """Report this address no more, until it has worked in between."""
    address.left_at, address.left_by, address.left_reason = timezone.now(), by, reason.strip()
    address.save(update_fields=_LEFT)
    after = f"Để yên: {address.left_reason}"
    record(Verb.SETTING_CHANGED, by=by, about=address, before="Báo hỏng", after=after)


def forget_mended() -> None:
    """Take back what was said of addresses that work again: it was meant for what they were."""
    left = Address.objects.filter(left_at__isnull=False, verdict=Verdict.GOOD)
    left.update(left_at=None, left_by=None, left_reason="")


@transaction.atomic
def report_again(address: Address, *, by: User) -> None:
    """Take that back."""
    before = f"Để yên: {address.left_reason}"
    address.left_at, address.left_by, address.left_reason = None, None, ""
    address.save(update_fields=_LEFT)
    record(Verb.SETTING_CHANGED, by=by, about=address, before=before, after="Báo hỏng")
