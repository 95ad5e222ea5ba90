"""What clients saw, gathered from many threads and told as a table."""

import statistics
from collections import Counter
from collections.abc import Iterable
from threading import Lock

from benchmarks.clients import Answer


class Tally:
    """Waiting times and failures, by kind of request."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._seconds: dict[str, list[float]] = {}
        self.failures: Counter[str] = Counter()
        self.refusals: Counter[str] = Counter()
        """Answers of 4xx: limits, mostly."""
        self.nginx: Counter[str] = Counter()
        self.pages: Counter[str] = Counter()
        """What nginx and the page cache say of pages that may be stored."""
        self.told: Counter[str] = Counter()

    def add(self, kind: str, answer: Answer) -> None:
        """Note one answer."""
        with self._lock:
            self._seconds.setdefault(kind, []).append(answer.seconds)
            self.failures[kind] += answer.is_failure
            self.refusals[kind] += 400 <= answer.status < 500
            if answer.is_failure:
                self.told[f"{kind}: {answer.status} {answer.headers.get('error', '')}"] += 1
            found = answer.headers.get("x-micro-cache", "none")
            if "x-cache" in answer.headers:
                self.nginx[found] += 1
            # What nginx answers by itself carries the word of the answer that it stored.
            if "x-cache" in answer.headers and found in {"MISS", "EXPIRED", "BYPASS"}:
                self.pages[answer.headers["x-cache"]] += 1

    def count(self, kinds: Iterable[str]) -> int:
        """Return how many answers of these kinds there were."""
        return sum(len(self._seconds.get(kind, ())) for kind in kinds)

    def failed(self, kinds: Iterable[str]) -> int:
        """Return how many of them were failures."""
        return sum(self.failures[kind] for kind in kinds)

    def kinds(self) -> list[str]:
        """Return what was asked for."""
        return list(self._seconds)

    def longest(self) -> float:
        """Return the longest that anybody has waited, in seconds."""
        return max((max(times) for times in self._seconds.values()), default=0.0)

    def rows(self) -> list[str]:
        """Return a line for each kind: how many, how long, what failed."""
        return [self._row(kind) for kind in sorted(self._seconds, key=self._number, reverse=True)]

    def _number(self, kind: str) -> int:
        return len(self._seconds[kind])

    def _row(self, kind: str) -> str:
        times = sorted(self._seconds[kind])
        parts = [f"{1000 * percentile(times, each):,.0f}" for each in (50, 95, 99)]
        cells = [kind, f"{len(times):,}", *parts, self.failures[kind], self.refusals[kind]]
        return f"| {' | '.join(map(str, cells))} |"


_COLUMNS = ("kind", "requests", "p50 ms", "p95 ms", "p99 ms", "failed", "refused (4xx)")
HEADER = f"| {' | '.join(_COLUMNS)} |\n|{'---|' * len(_COLUMNS)}"


def percentile(times: list[float], part: int) -> float:
    """Return the time within which so many percent of the answers came."""
    if len(times) == 1:
        return times[0]
    return statistics.quantiles(times, n=100, method="inclusive")[part - 1]


def shares(counts: Counter[str]) -> str:
    """Return names with their shares of the whole."""
    whole = sum(counts.values()) or 1
    return ", ".join(f"{name} {100 * n / whole:.1f} %" for name, n in counts.most_common()) or "–"
