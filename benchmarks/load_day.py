#!/usr/bin/env python3
"""A busy day of a portal in a few minutes; see README.md beside this file.

python benchmarks/load_day.py [--minutes 3] [--rate 200] [--articles 10000] [--keep DIR]
"""

import argparse
import os
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.addresses import addresses  # noqa: E402 -- run as a program
from benchmarks.application import cached, free_port, gunicorn  # noqa: E402
from benchmarks.clients import at_rate  # noqa: E402
from benchmarks.databases import databases  # noqa: E402
from benchmarks.editors import hire  # noqa: E402
from benchmarks.nginx import nginx  # noqa: E402
from benchmarks.people import Crowd, Office, Reporter, in_background  # noqa: E402
from benchmarks.processes import cpu_seconds  # noqa: E402
from benchmarks.tallies import HEADER, Tally, percentile, shares  # noqa: E402
from benchmarks.visits import Visits  # noqa: E402

LONGEST = 5.0
"""Seconds after which readers must see what was published, as the answers' headers promise."""
OFFICES = 4


def main() -> None:
    options = arguments()
    os.environ.pop("DATABASE_URL", None)
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cong-day-")))
        folder = (options.keep or scratch / "data").resolve()
        folder.mkdir(parents=True, exist_ok=True)
        (database,) = stack.enter_context(
            databases([options.articles], folder, sqlite=False, keep=bool(options.keep))
        )
        names, pages = hire(database, 2 * OFFICES), addresses(database)
        environment, node = cached(database, scratch), scratch / "node.sock"
        program = gunicorn(environment, free_port(), scratch / "app", sockets=(node,))
        port = free_port()
        application = stack.enter_context(program).pid
        front = stack.enter_context(nginx(scratch / "nginx", port, [node], environment)).pid
        server = int((folder / "pg/data/postmaster.pid").read_text().split()[0])
        roots = {"nginx": front, "application": application, "database": server}
        offices = [
            Office(port, names[2 * n : 2 * n + 2], seed=n, pause=options.pause)
            for n in range(OFFICES)
        ]
        play(port, offices, Visits(pages), roots, options)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=3)
    parser.add_argument("--rate", type=float, default=200, help="readers' requests a second")
    parser.add_argument("--pause", type=float, default=8, help="of an editor, in seconds")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep or reuse the database")
    return parser.parse_args()


def play(
    port: int,
    offices: list[Office],
    visits: Visits,
    roots: dict[str, int],
    options: argparse.Namespace,
) -> None:
    """Play the day and print what became of it."""
    tally, over = Tally(), threading.Event()
    crowd = Crowd(port, visits, tally)
    people: list[Office | Reporter] = [*offices, Reporter(port, tally)]
    before = {name: cpu_seconds(pid) for name, pid in roots.items()}
    begin = time.monotonic()
    with in_background([partial(person.work, over) for person in people]):
        for _ in at_rate(options.rate, 60 * options.minutes, crowd.size, crowd.ask):
            pass
        over.set()
    seconds = time.monotonic() - begin
    for office in offices:
        office.tell(tally)
    rate = tally.count(tally.kinds()) / seconds
    print(f"{rate:.0f} requests a second for {seconds / 60:.1f} minutes\n")
    print(HEADER, *tally.rows(), sep="\n")
    print(f"\nnginx: {shares(tally.nginx)}")
    print(f"page cache, of what nginx waited for: {shares(tally.pages)}\n")
    print("| CPU | seconds | of one core |\n|---|---|---|")
    for name, pid in roots.items():
        spent = cpu_seconds(pid) - before[name]
        print(f"| {name} | {spent:.1f} | {100 * spent / seconds:.0f} % |")
    freshness(offices, tally)


def freshness(offices: list[Office], tally: Tally) -> None:
    """Print how long readers had to wait for what was published."""
    delays = sorted(delay for office in offices for delay in office.delays)
    refused = [words for office in offices for words in office.refused]
    late = sum(delay > LONGEST for delay in delays)
    if delays:
        found = f"median {percentile(delays, 50):.2f} s, longest {delays[-1]:.2f} s"
        late_told = f"**{late}**" if late else "0"
        print(f"\n{len(delays)} publications on the home page: {found}; ", end="")
        print(f"after more than {LONGEST:.0f} s: {late_told} (goal: 0)")
    failed = tally.failed(tally.kinds())
    print(f"failed requests: {f'**{failed}**' if failed else 0} (goal: 0)")
    for words, count in tally.told.most_common(5):
        print(f"- {count} × {words}")
    for words in refused[:5]:
        print(f"- the desk refused: {words}")


if __name__ == "__main__":
    main()
