"""Numbers that gather in the memory of a process and are stored together, now and then.

A process that is killed takes with it what it has not yet stored.
"""

import threading
import time
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

EVERY = 30.0
"""Seconds between two writes of one process."""
MOST_WAITING = 500
"""Different things that may wait for the next write; more of them hurry it."""

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Tally(Generic[Key, Value]):
    """What waits to be stored; any number of threads may add to it."""

    def __init__(self, join: Callable[[Value, Value], Value]) -> None:
        """Make one in which `join(earlier, later)` is what two values of a key come to."""
        self._join = join
        self._lock = threading.Lock()
        self._values: dict[Key, Value] = {}
        self._taken_at = time.monotonic()

    def add(self, key: Key, value: Value) -> None:
        """Join `value` to what waits under `key`."""
        with self._lock:
            known = key in self._values
            self._values[key] = self._join(self._values[key], value) if known else value

    def is_due(self, *, every: float = EVERY, most: int = MOST_WAITING) -> bool:
        """Return whether `every` seconds have passed since `take`, or `most` keys wait."""
        with self._lock:
            is_time = time.monotonic() - self._taken_at >= every
            return is_time or len(self._values) >= most

    def take(self) -> dict[Key, Value]:
        """Return all that waits, in the order in which it came first; nothing waits then."""
        with self._lock:
            taken, self._values = self._values, {}
            self._taken_at = time.monotonic()
            return taken
