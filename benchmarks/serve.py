#!/usr/bin/env python3
"""How many pages a second, and what each costs; see README.md beside this file.

python benchmarks/serve.py [--articles 10000] [--rounds 5] [--seconds 3] [--granian DIR]
"""

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import wrk  # noqa: E402 -- run as a program
from benchmarks.databases import databases  # noqa: E402
from benchmarks.serving import MISSES, Contestant, Stage  # noqa: E402

CONNECTIONS = (1, 8, 64)
GOALS = (
    ("nginx, micro-cache", "nginx, static file", 0.7),
    ("gthread, hit", "gthread, bare WSGI", 0.6),
)
MOST_CPU = 10.0
"""Milliseconds of CPU that a page may cost that has to be made, those of the database included."""


def main() -> None:
    options = arguments()
    wrk.require()
    os.environ.pop("DATABASE_URL", None)  # what a server elsewhere costs cannot be seen here
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cong-serve-")))
        folder = (options.keep or scratch / "data").resolve()
        folder.mkdir(parents=True, exist_ok=True)
        (database,) = stack.enter_context(
            databases([options.articles], folder, sqlite=False, keep=bool(options.keep))
        )
        server = int((folder / "pg/data/postmaster.pid").read_text().split()[0])
        stage = Stage(database, server, scratch, stack, find_granian(options.granian))
        race(stage.contestants, options.rounds, options.seconds)
        report(stage.contestants)
        cost_of_hits(stage.count_queries())


def cost_of_hits(found: dict[str, int]) -> None:
    """Print what stored pages of all kinds cost the database; bold what should not be there."""
    cells = (f"{name} {f'**{count}**' if count else 0}" for name, count in found.items())
    print(f"\nStored pages, {len(MISSES)} kinds, asked for again: {', '.join(cells)} (goal: 0).")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3, help="of each measurement")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep or reuse the database")
    parser.add_argument("--granian", type=Path, metavar="DIR", help="where granian is installed")
    return parser.parse_args()


def find_granian(folder: Path | None) -> Path | None:
    """Return the folder; say how to make it where there is none, and go on."""
    if folder and (folder / "granian").is_dir():
        return folder.resolve()
    print(
        "granian is not measured: pip install --target DIR granian, then --granian DIR",
        file=sys.stderr,
    )
    return None


def race(contestants: list[Contestant], rounds: int, seconds: int) -> None:
    """Let all take turns, so that a machine busy with other things is busy for all alike."""
    for contestant in contestants:
        contestant.warm_up()
    for number in range(rounds):
        for connections in CONNECTIONS:
            for contestant in contestants:
                contestant.run(connections, seconds)
        print(f"round {number + 1} of {rounds}", file=sys.stderr)


def report(contestants: list[Contestant]) -> None:
    """Print the figures, and how they compare."""
    known = {each.name: each for each in contestants}
    table("requests a second, connections:", known.values(), rate)
    table("CPU ms for each request, connections:", known.values(), cost)
    print_header("median of the rounds' ratios (of CPU), connections:", "goal")
    pairs = [*GOALS, ("granian, hit", "granian, bare WSGI", 0.6)]
    for name, base, goal in pairs:
        if name in known:
            cells = [ratio(known[name], known[base], goal, number) for number in CONNECTIONS]
            print(f"| {name} : {base} | {' | '.join(cells)} | ≥ {goal} |")
    for kind in MISSES:
        cells = [within(known[f"gthread, miss: {kind}"], number) for number in CONNECTIONS]
        print(f"| CPU ms of a miss: {kind} | {' | '.join(cells)} | ≤ {MOST_CPU:.0f} |")


def table(
    title: str, contestants: Iterable[Contestant], cell: Callable[[Contestant, int], str]
) -> None:
    """Print a line for each contestant."""
    print_header(title)
    for each in contestants:
        print(f"| {each.name} | {' | '.join(cell(each, number) for number in CONNECTIONS)} |")
    print()


def print_header(title: str, *more: str) -> None:
    """Print the head of a table."""
    columns = [title, *map(str, CONNECTIONS), *more]
    print(f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}")


def rate(each: Contestant, connections: int) -> str:
    """Return requests a second, with what went wrong."""
    errors = sum(load.errors for load in each.loads[connections])
    text = f"{statistics.median(each.rates(connections)):,.0f}"
    return f"{text} (errors: {errors})" if errors else text


def cost(each: Contestant, connections: int) -> str:
    """Return milliseconds of CPU for each request."""
    text = f"{statistics.median(each.costs[connections]):.3g}"
    if not each.is_made:
        return text
    return f"{text} (database {statistics.median(each.database_costs[connections]):.2g})"


def ratio(each: Contestant, base: Contestant, goal: float, connections: int) -> str:
    """Return how one compares with the other in the rounds' middle."""
    found, spent = (
        statistics.median(a / b for a, b in zip(ours, theirs, strict=True) if b)
        for ours, theirs in (
            (each.rates(connections), base.rates(connections)),
            (base.costs[connections], each.costs[connections]),
        )
    )
    text = f"{found:.2f}" if found >= goal else f"**{found:.2f}**"
    return f"{text} ({spent:.2f})"


def within(each: Contestant, connections: int) -> str:
    """Return the cost of a page that was made, bold where it is too much."""
    text = cost(each, connections)
    return text if statistics.median(each.costs[connections]) <= MOST_CPU else f"**{text}**"


if __name__ == "__main__":
    main()
