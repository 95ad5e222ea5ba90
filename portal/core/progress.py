"""A line that says how far a long command is and how long it will take."""

import time

from django.core.management.base import OutputWrapper

_WIDTH = 24
_EVERY = 0.5
"""Seconds between two looks of the line."""


class ProgressBar:
    """Draws over one line of a terminal; says nothing where output goes to a file."""

    def __init__(self, total: int, stream: OutputWrapper, unit: str = "bài") -> None:
        self._total = total
        self._unit = unit
        self._stream = stream
        self._shown = stream.isatty()
        self._begun = time.monotonic()
        self._drawn = float("-inf")

    @property
    def seconds(self) -> float:
        """How long the work has taken so far."""
        return time.monotonic() - self._begun

    def show(self, done: int) -> None:
        """Show that `done` of the total are done."""
        at_end = done >= self._total
        if not self._shown or (self.seconds - self._drawn < _EVERY and not at_end):
            return
        self._drawn = self.seconds
        self._stream.write(f"\r{self.line(done)}", ending="\n" if at_end else "")
        self._stream.flush()

    def line(self, done: int) -> str:
        """Return bar, numbers, rate and the time left."""
        filled = _WIDTH * done // self._total
        rate = done / max(self.seconds, 0.001)
        left = (self._total - done) / rate if done else 0
        minutes, seconds = divmod(round(left), 60)
        bar = "#" * filled + "." * (_WIDTH - filled)
        speed = f"{rate:.0f} {self._unit}/giây"
        return f"[{bar}] {done}/{self._total}  {speed}  còn {minutes}:{seconds:02d}  "
