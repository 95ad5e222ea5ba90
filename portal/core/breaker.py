"""Leaving a server alone that does not answer, so that it costs a moment now and then.

Without it every request would wait for the same timeout, until all workers do nothing else.
"""

import logging
import threading
import time
from collections.abc import Callable

PAUSE = 5.0
"""Seconds for which a server that did not answer is left alone."""

_log = logging.getLogger(__name__)


class Breaker:
    """Whether a server is asked at all; one for all threads of a process."""

    def __init__(self, name: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._name = name
        self._clock = clock
        self._lock = threading.Lock()
        self._is_gone = False
        self._ask_again_at = 0.0

    def lets_through(self) -> bool:
        """Return whether to ask; where the server was gone, one thread tries after each pause."""
        if not self._is_gone:
            return True
        with self._lock:
            if self._clock() < self._ask_again_at:
                return False
            self._ask_again_at = self._clock() + PAUSE
            return True

    def note(self, error: Exception | None) -> None:
        """Note that the server has answered, or why not; the log is told of a change only."""
        with self._lock:
            was_gone, self._is_gone = self._is_gone, error is not None
            self._ask_again_at = self._clock() + PAUSE
        if error is not None and not was_gone:
            _log.error("%s is left alone for now: %s", self._name, error)
        elif error is None and was_gone:
            _log.warning("%s answers again.", self._name)
