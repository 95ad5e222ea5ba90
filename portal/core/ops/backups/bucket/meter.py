"""How many megabytes of how many have gone over the line."""

from portal.core.ops.backups.making import Progress

_MEGABYTE = 10**6


class Meter:
    """Counts bytes for a bar."""

    def __init__(self, progress: Progress, what: str, total: int) -> None:
        self._progress = progress
        self._what = f"{what} (MB)"
        self._total = total
        self._done = 0

    def add(self, size: int) -> None:
        """Count on; back, when the library begins a part again."""
        self._done += size
        whole = -(-self._total // _MEGABYTE)
        done = min(self._done // _MEGABYTE, whole - 1)  # the last step is for the end
        self._progress(self._what, max(done, 0), whole)

    def end(self) -> None:
        """Show that all is done."""
        whole = max(-(-self._total // _MEGABYTE), 1)
        self._progress(self._what, whole, whole)
