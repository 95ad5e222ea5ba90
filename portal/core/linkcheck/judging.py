"""What an answer makes of an address: one bad day is no reason to call a link broken."""

from datetime import datetime, timedelta

from django.utils import timezone

from portal.core.linkcheck.asking import Answer
from portal.core.linkcheck.internal import note
from portal.core.linkcheck.models import Address
from portal.core.linkcheck.verdicts import AT_ONCE, UNCLEAR, Reason, Verdict

DAYS_UNTIL_BROKEN = 3
"""Days, not necessarily in a row, on which it must have failed without an answer in between."""
_KEPT = timedelta(days=14)
_SPREAD_DAYS = 7
_TOMORROW = timedelta(hours=20)
"""Less than a day, so that the next night's run finds it due whenever that begins."""
_BROKEN_KEPT = timedelta(days=3)


def judge(row: Address, answer: Answer, now: datetime) -> None:
    """Set on `row` what `answer` makes of it, and when it is to be asked again."""
    row.status = answer.status
    if answer.reason is Reason.WAIT:
        # Neither good nor bad: what was known stays.
        row.tried_at, row.due_at = now, answer.wait_until or now + _TOMORROW
    elif answer.reason in UNCLEAR:
        row.failed_days, row.failed_on = 0, None
        note(row, Verdict.UNCLEAR, answer.reason, "", now)
        row.due_at = now + _kept(row)
    elif answer.reason is Reason.NONE:
        row.failed_days, row.failed_on = 0, None
        verdict = Verdict.MOVED if answer.moved_to else Verdict.GOOD
        reason = Reason.MOVED if answer.moved_to else Reason.NONE
        note(row, verdict, reason, answer.moved_to, now)
        row.due_at = now + _kept(row)
    else:
        _failed(row, answer.reason, now)


def _failed(row: Address, reason: Reason, now: datetime) -> None:
    today = timezone.localdate(now)
    if row.failed_on != today:
        row.failed_on, row.failed_days = today, min(row.failed_days + 1, 1_000)
    if row.failed_days == 1:
        row.since = now
    is_broken = reason in AT_ONCE or row.failed_days >= DAYS_UNTIL_BROKEN
    note(row, Verdict.BROKEN if is_broken else Verdict.FAILING, reason, "", now)
    row.due_at = now + (_BROKEN_KEPT if is_broken else _TOMORROW)


def _kept(row: Address) -> timedelta:
    """Return how long the answer holds; what was added in one day is not asked in one night."""
    return _KEPT + timedelta(days=int(row.digest[:4], 16) % _SPREAD_DAYS)
