"""Which replica is good enough: one that answers and has replayed what must be seen.

Nothing here knows a database; how a replica is asked is given by the caller.
"""

import itertools
import logging
import threading
from collections.abc import Callable, Sequence

from django.db import Error

FRESH = 1.0
"""Seconds for which the word of a replica holds."""
LONGEST_PAUSE = 30.0
"""Seconds after which a replica that is gone is asked again at the latest."""
MOMENT = 1.0
"""Seconds for which a page waits that nothing else can serve."""
TOLD_AFTER = 30.0
"""Seconds of being behind after which the log says so; a moment behind is nothing."""

Ask = Callable[[str], int]
"""Returns how far the replica of an alias has replayed; raises `django.db.Error`."""

_log = logging.getLogger(__name__)


class Replica:
    """What a process knows of a replica."""

    def __init__(self, alias: str) -> None:
        self.alias = alias
        self._replayed = self._wanted = -1
        self._asked_at = self._out_until = float("-inf")
        self._failures = 0
        self._behind_since: float | None = None
        self._is_told_of = False
        self._asking = threading.Lock()

    def has(self, position: int, *, now: float, ask: Ask, in_need: bool = False) -> bool:
        """Return whether the replica answers and has replayed all up to `position`.

        It is asked once in `FRESH` seconds, and again when a later position is wanted.  While one
        thread asks, which takes seconds where the machine is gone, others go by what is known.
        `in_need` one that is left out is asked before its time, and others wait a moment for it.
        """
        if now < self._out_until and not in_need:
            return False
        is_known = max(self._replayed, self._wanted) >= position
        is_due = not is_known or now - self._asked_at >= FRESH or now < self._out_until
        if is_due and self._asking.acquire(timeout=MOMENT if in_need else 0):
            try:
                self._ask(position, now, ask)
            finally:
                self._asking.release()
        return now >= self._out_until and self._replayed >= position

    def leave_out(self, error: Exception, *, now: float) -> None:
        """Leave it out for a while, each time for twice as long, until it answers."""
        if now < self._out_until:
            return  # other threads have met the same failure
        self._out_until = now + min(2.0**self._failures, LONGEST_PAUSE)
        self._failures += 1
        self._tell(str(error).strip())

    def _ask(self, position: int, now: float, ask: Ask) -> None:
        try:
            self._replayed = ask(self.alias)
        except Error as error:
            self.leave_out(error, now=now)
            return
        self._wanted, self._asked_at, self._failures = position, now, 0
        self._out_until = float("-inf")
        if self._replayed < position:
            self._behind_since = now if self._behind_since is None else self._behind_since
            if now - self._behind_since >= TOLD_AFTER:
                self._tell("it is behind the primary, or no replica of it")
        else:
            self._behind_since = None
            if self._is_told_of:
                self._is_told_of = False
                _log.warning("Pages are read from %s again.", self.alias)

    def _tell(self, reason: str) -> None:
        if not self._is_told_of:
            self._is_told_of = True
            _log.error("No pages are read from %s: %s", self.alias, reason)


_turns = itertools.count()


def choose(
    replicas: Sequence[Replica], position: int, *, now: float, ask: Ask, in_need: bool = False
) -> Replica | None:
    """Return a replica that has `position`, another one each time; None where none has."""
    first = next(_turns)
    for number in range(len(replicas)):
        replica = replicas[(first + number) % len(replicas)]
        if replica.has(position, now=now, ask=ask, in_need=in_need):
            return replica
    return None
