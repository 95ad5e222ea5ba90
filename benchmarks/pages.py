"""How long every page takes with 1,000, 100,000 and 1,000,000 articles; see README.md.

python benchmarks/pages.py [--sizes 1000,100000] [--sqlite] [--keep DIR] [--explain PAGE]
"""

import argparse
import json
import re
import signal
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.databases import Database, databases  # noqa: E402 -- run as a program

GOAL = 1.3
"""No page may take longer than this, times what it takes with the smallest archive."""
ROUNDS, PER_ROUND, WARM_UP = 6, 5, 3


class Worker:
    """The process that asks for pages of one database."""

    def __init__(self, database: Database, stack: ExitStack) -> None:
        self.size = database.size
        self._process = stack.enter_context(
            subprocess.Popen(
                [sys.executable, "-m", "benchmarks.worker"],
                cwd=ROOT,
                env=database.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        )
        self.pages: list[str] = self._answer()

    def ask(self, *question: object) -> Any:
        """Send one line, return the answer."""
        if self._process.stdin is None:
            raise TypeError("started without a pipe")
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> Any:
        if self._process.stdout is None:
            raise TypeError("started without a pipe")
        line = self._process.stdout.readline()
        if not line:
            sys.exit(f"The worker of {self.size} articles has ended.")
        return json.loads(line)


def main() -> None:
    options = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # and stop the server on the way
    with ExitStack() as stack:
        folder = options.keep or Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="cong-benchmark-"))
        )
        folder.mkdir(parents=True, exist_ok=True)
        made = stack.enter_context(
            databases(options.sizes, folder, sqlite=options.sqlite, keep=bool(options.keep))
        )
        workers = [Worker(database, stack) for database in made]
        if options.explain:
            for worker in workers:
                print(f"## {worker.size}\n", *worker.ask("explain", options.explain), sep="\n")
            return
        print(header(options.sizes))
        for page in dict.fromkeys(page for worker in workers for page in worker.pages):
            if re.search(options.only, page):
                print(row(page, workers), flush=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=_sizes, default=[1_000, 100_000, 1_000_000])
    parser.add_argument("--sqlite", action="store_true", help="measure SQLite")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep or reuse the databases")
    parser.add_argument("--only", default="", help="measure pages whose name matches")
    parser.add_argument("--explain", metavar="PAGE", help="show the slowest statements of a page")
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    return [int(size) for size in text.split(",")]


def header(sizes: list[int]) -> str:
    columns = ["page", "queries", *(f"{size:,}: median (p95, best) ms" for size in sizes)]
    columns += ["growth of the median", "of the best", "since"]
    return f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}"


def row(page: str, workers: list[Worker]) -> str:
    """Measure one page, the sizes taking turns so that a busy machine is busy for all."""
    having = [worker for worker in workers if page in worker.pages]
    queries, lengths = zip(*(worker.ask("count", page) for worker in having), strict=True)
    times: dict[int, list[float]] = {worker.size: [] for worker in having}
    for worker in having:
        worker.ask("time", page, WARM_UP)
    for _ in range(ROUNDS):
        for worker in having:
            times[worker.size] += worker.ask("time", page, PER_ROUND)
    cells = [_cell(times.get(worker.size)) for worker in workers]
    base = next(
        w.size for w, length in zip(having, lengths, strict=True) if _is_full(length, lengths)
    )
    first, last = times[base], times[having[-1].size]
    cells += [_growth(figure(last) / figure(first)) for figure in (statistics.median, min)]
    cells.append(f"{base:,}")
    numbers = "–".join(map(str, sorted(set(queries))))
    return f"| {page} | {numbers} | {' | '.join(cells)} |"


def _is_full(length: int, lengths: Sequence[int]) -> bool:
    """Return whether the page is about as long as with the largest archive."""
    return length > 0.8 * lengths[-1]


def _cell(times: list[float] | None) -> str:
    if not times:
        return "–"
    slow = statistics.quantiles(times, n=20)[-1]
    return f"{statistics.median(times):.1f} ({slow:.1f}, {min(times):.1f})"


def _growth(growth: float) -> str:
    return f"**{growth:.2f}×**" if growth >= GOAL else f"{growth:.2f}×"


if __name__ == "__main__":
    main()
