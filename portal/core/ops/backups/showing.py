"""How commands show what is under way, and sizes in words."""

from django.core.management.base import OutputWrapper

from portal.core.progress import ProgressBar


class Bars:
    """A bar for each part of the work, one after the other."""

    def __init__(self, stream: OutputWrapper) -> None:
        self._stream = stream
        self._what = ""
        self._bar: ProgressBar | None = None

    def show(self, what: str, done: int, total: int) -> None:
        """Show how far a part of the work is."""
        if self._bar is None or what != self._what:
            self._what = what
            if self._stream.isatty():
                self._stream.write(what)
            self._bar = ProgressBar(max(total, 1), self._stream, _unit_of(what))
        self._bar.show(done)


def _unit_of(what: str) -> str:
    if what.endswith("(MB)"):
        return "MB"
    return "tệp" if "ệp" in what else "dòng"


def megabytes(size: int) -> str:
    """Return a size as people read it."""
    return f"{size / 10**6:.1f} MB".replace(".", ",")


def thousands(number: int) -> str:
    """Return a number with its thousands apart."""
    return f"{number:,}".replace(",", ".")
