"""Where whoever asks now reads: marked for the length of a public request."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from django.db import DEFAULT_DB_ALIAS, Error, connections

from portal.core.replicas import aliases, position
from portal.core.replicas.choice import Replica, choose

T = TypeVar("T")
_known: dict[str, Replica] = {}


class Reading:
    """One page's reading: all of it from one database, chosen when the first row is wanted."""

    def __init__(self) -> None:
        self._replica: Replica | None = None
        self._is_chosen = False
        self.may_be_old = False
        """Whether the page is made from whatever a replica has, the primary being gone."""

    @property
    def alias(self) -> str:
        """The database from which the page reads."""
        if not self._is_chosen:
            self._is_chosen = True
            self._replica = _choose(None)
        return self._replica.alias if self._replica else DEFAULT_DB_ALIAS

    def stay_at_primary(self) -> None:
        """Read there from now on."""
        self._is_chosen, self._replica = True, None

    def give_up(self, error: Exception) -> bool:
        """Leave the replica out; return whether the page has read from one at all."""
        replica = self._replica
        if replica is None:
            return False
        replica.leave_out(error, now=time.monotonic())
        connections[replica.alias].close()
        self.stay_at_primary()
        return True

    def do_without_primary(self) -> bool:
        """Read from any replica that answers, though it lack the newest; return whether one does.

        It may have been left out a moment ago and be back, or have missed what the primary was
        told in its last moment: for readers both are better than no page.
        """
        if self.may_be_old:
            return False
        self._is_chosen = self.may_be_old = True
        self._replica = _choose(0, in_need=True)
        return self._replica is not None


_reading: ContextVar[Reading | None] = ContextVar("reading", default=None)


@contextmanager
def from_replicas() -> Iterator[Reading]:
    """Mark what happens within as the making of a public page."""
    reading = Reading()
    token = _reading.set(reading)
    try:
        yield reading
    finally:
        _reading.reset(token)


def read(question: Callable[[], T]) -> T:
    """Return the answer to a question of public pages, asked outside of a view.

    Asked of the primary when a replica fails, as a page would be.
    """
    if not aliases():
        return question()
    with from_replicas() as reading:
        try:
            return question()
        except Error as error:
            if not reading.give_up(error):
                raise
            return question()


def current() -> Reading | None:
    """Return the reading of the public page that is being made, if one is."""
    return _reading.get()


def reads_from() -> str:
    """Return the database from which whoever asks now reads.

    That is the primary for everybody but a public page outside of a transaction; and for such a
    page, too, unless a replica has replayed what `position.required` says at its first query.
    """
    reading = _reading.get()
    if reading is None or connections[DEFAULT_DB_ALIAS].in_atomic_block:
        return DEFAULT_DB_ALIAS
    return reading.alias


def _choose(wanted: int | None, *, in_need: bool = False) -> Replica | None:
    """Return a replica that has replayed what is wanted; None: what readers must see now."""
    replicas = [_known.setdefault(alias, Replica(alias)) for alias in aliases()]
    if not replicas:
        return None
    if wanted is None:
        wanted = position.required()
    now = time.monotonic()
    return choose(replicas, wanted, now=now, ask=position.replayed, in_need=in_need)
