"""Counting attempts before they are judged, and refusing those that come too soon.

An attempt is counted first and forgiven when it succeeds.  Counted afterwards, a hundred guesses
sent in the same instant would all find the door open.  What is locked is not counted: whoever
waits is not made to wait longer by somebody else's guesses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.core.accounts.login.models import Failures

MEMORY = timedelta(hours=24)
"""After so long without another failure an attempt is forgotten."""
SWEPT_AT_ONCE = 100
"""Rows too old that each attempt takes away, so that the table shrinks while it is attacked."""


@dataclass(frozen=True)
class Rule:
    """So many failures are free; then each one locks, twice as long as the one before."""

    name: str
    free: int
    first: timedelta = timedelta(minutes=15)
    longest: timedelta = timedelta(hours=4)

    def lock(self, count: int) -> timedelta:
        """Return for how long the failure of this number locks."""
        if count < self.free:
            return timedelta(0)
        doublings = min(count - self.free, 16)  # a timedelta has an end, too
        return min(self.first * (1 << doublings), self.longest)


@dataclass(frozen=True)
class Key:
    """Whose failures are counted by which rule."""

    rule: Rule
    value: str

    @property
    def hash(self) -> str:
        """The name of the row; without the secret key nobody finds out what it stands for."""
        return salted_hmac(f"login:{self.rule.name}", self.value, algorithm="sha256").hexdigest()


@dataclass(frozen=True)
class Lock:
    """What stands in the way, and for how long."""

    rule: Rule
    wait: timedelta


@dataclass(frozen=True)
class Counted:
    """What became of an attempt that was to be counted."""

    lock: Lock | None = None
    """The longest one in its way; then nothing was counted."""
    shut: tuple[Rule, ...] = ()
    """What this attempt locks, should it fail."""


def count(keys: Sequence[Key], *, ignoring: Rule | None = None) -> Counted:
    """Count an attempt, unless one of `keys` is locked.

    The lock of the rule `ignoring` does not hold; one that is open is counted all the same.
    """
    now = timezone.now()
    # Who is refused, as nearly everybody during an attack, writes nothing and waits for nobody.
    hashes = [key.hash for key in keys]
    known = {row.key: row for row in Failures.objects.filter(key__in=hashes)}
    if lock := _longest(keys, known, ignoring, now):
        return Counted(lock=lock)
    with transaction.atomic():
        rows = _rows(keys, now)
        if lock := _longest(keys, rows, ignoring, now):
            return Counted(lock=lock)
        shut = [key.rule for key in keys if _count_one(rows[key.hash], key.rule, now)]
    return Counted(shut=tuple(shut))


def _longest(
    keys: Sequence[Key], rows: dict[str, Failures], ignoring: Rule | None, now: datetime
) -> Lock | None:
    """Return the lock that holds longest."""
    locks = [
        Lock(key.rule, until - now)
        for key in keys
        if key.rule is not ignoring
        and (row := rows.get(key.hash))
        and (until := row.locked_until)
        and until > now
    ]
    return max(locks, key=lambda lock: lock.wait, default=None)


@transaction.atomic
def forgive(keys: Sequence[Key]) -> None:
    """Take back an attempt that succeeded; failures before it stay.

    Was it the one that locked, it is open again: until then nobody else was counted.
    """
    now = timezone.now()
    for row in _rows(keys, now).values():
        row.count = max(row.count - 1, 0)
        row.locked_until = None
        row.save()


def clear(keys: Sequence[Key]) -> None:
    """Forget all failures of `keys`."""
    Failures.objects.filter(key__in=[key.hash for key in keys]).delete()


def sweep(at_most: int | None = None) -> int:
    """Delete what is to be forgotten by now; return how many rows."""
    old = Failures.objects.filter(forget_at__lt=timezone.now()).order_by("forget_at")
    keys = list(old.values_list("key", flat=True)[:at_most])
    return Failures.objects.filter(key__in=keys).delete()[0] if keys else 0


def _rows(keys: Sequence[Key], now: datetime) -> dict[str, Failures]:
    """Return the rows, made where they are missing, and locked until the transaction ends.

    Always in the order of their names: two attempts never wait for each other.
    """
    names = sorted(key.hash for key in keys)
    fresh = [Failures(key=name, forget_at=now + MEMORY) for name in names]
    Failures.objects.bulk_create(fresh, ignore_conflicts=True)
    rows = Failures.objects.select_for_update().filter(key__in=names).order_by("key")
    return {row.key: row for row in rows}


def _count_one(row: Failures, rule: Rule, now: datetime) -> bool:
    is_locked = row.locked_until is not None and row.locked_until > now
    if row.forget_at <= now:
        row.count = 0
    row.count += 1
    lock = rule.lock(row.count)
    is_shut = bool(lock) and not is_locked
    if is_shut:
        row.locked_until = now + lock
    row.forget_at = now + MEMORY
    row.save()
    return is_shut
