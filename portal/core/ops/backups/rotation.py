"""Which backups stay: the last of each of so many days, weeks and months."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings

_NEWEST = 3
"""So many stay in any case: two made on one day, by hand, were wanted both."""
_BEFORE_RESTORE = 2


class Keep(NamedTuple):
    """How many days, weeks and months back there is a backup."""

    days: int
    weeks: int
    months: int


def wanted() -> Keep:
    """Return what the settings say, for the folder and for the bucket."""
    return Keep(settings.BACKUP_KEEP_DAYS, settings.BACKUP_KEEP_WEEKS, settings.BACKUP_KEEP_MONTHS)


def doomed(names: Iterable[str], keep: Keep, begun_at: Callable[[str], datetime]) -> list[str]:
    """Return the names of the backups that may go; the newest never do.

    Those that restores have made go by their own count: they are what one goes back to.
    """
    newest_first = sorted(names, reverse=True)
    own = [name for name in newest_first if len(name) > len("20260101-000000")]
    usual = [name for name in newest_first if name not in set(own)]
    stays = {*usual[:_NEWEST], *own[:_BEFORE_RESTORE]}
    for many, period in (
        (keep.days, lambda at: at.date()),
        (keep.weeks, lambda at: at.isocalendar()[:2]),
        (keep.months, lambda at: (at.year, at.month)),
    ):
        stays |= set(_newest_of_each(usual, lambda name, of=period: of(begun_at(name)))[:many])  # type: ignore[misc]
    return sorted(set(newest_first) - stays)


def _newest_of_each(newest_first: list[str], period: Callable[[str], Any]) -> list[str]:
    first: dict[Any, str] = {}
    for name in newest_first:
        first.setdefault(period(name), name)
    return list(first.values())
