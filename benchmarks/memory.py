#!/usr/bin/env python3
"""What a worker takes after many requests; see README.md beside this file.

python benchmarks/memory.py [--requests 100000] [--articles 10000] [--keep DIR]
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.addresses import addresses  # noqa: E402 -- run as a program
from benchmarks.application import cached, free_port, gunicorn  # noqa: E402
from benchmarks.clients import Client  # noqa: E402
from benchmarks.databases import databases  # noqa: E402
from benchmarks.editors import Editor, Refused, hire  # noqa: E402
from benchmarks.processes import Memory, memory, workers  # noqa: E402
from benchmarks.visits import Visits  # noqa: E402

READERS = 8
PARTS = (0.01, 0.1, 0.5, 1)
"""After which parts of all requests it is looked; the last two tell whether it still grows."""
DESK_EVERY, SAVE_EVERY, CRAWLER_EVERY = 100, 400, 5
"""Of how many requests of a reader one is followed by the desk's list and form, and by a draft
that is published (so that all pages are made anew), and one is a crawler's."""
MOST_MB, MOST_GROWTH = 150, 1.05


def main() -> None:
    options = arguments()
    os.environ.pop("DATABASE_URL", None)
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cong-memory-")))
        folder = (options.keep or scratch / "data").resolve()
        folder.mkdir(parents=True, exist_ok=True)
        (database,) = stack.enter_context(
            databases([options.articles], folder, sqlite=False, keep=bool(options.keep))
        )
        port, environment = free_port(), cached(database, scratch)
        forever = ("--max-requests=0",)
        program = gunicorn(environment, port, scratch / "app", options=forever)
        names, pages = hire(database, 2 * READERS), addresses(database)
        master = stack.enter_context(program).pid
        crowd = [Reader(port, n, Visits(pages), names[2 * n : 2 * n + 2]) for n in range(READERS)]
        watch(master, crowd, options.requests)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep or reuse the database")
    return parser.parse_args()


class Reader:
    """Somebody who reads anything, with two colleagues at the desk."""

    def __init__(self, port: int, number: int, visits: Visits, names: list[str]) -> None:
        self._client, self._visits = Client(port, number), visits
        self._dice = random.Random(number)
        self._writer, self._chief = (Editor(port, name, number) for name in names)
        self.seen: Counter[str] = Counter()
        self._asked = 0

    def sign_in(self) -> None:
        """Have the colleagues sign in."""
        self._writer.sign_in()
        self._chief.sign_in()

    def ask(self, requests: int) -> None:
        """Ask for so many pages, and now and then the desk."""
        for _ in range(requests):
            self._asked += 1
            is_crawler = self._asked % CRAWLER_EVERY == 0
            draw = self._visits.of_crawler if is_crawler else self._visits.of_reader
            kind, address = draw(self._dice)
            answer = self._client.get(address)
            self.seen["failed" if answer.status >= 500 or not answer.status else kind] += 1
            self.seen[f"X-Cache: {answer.headers.get('x-cache', 'none')}"] += 1
            if self._asked % DESK_EVERY == 0:
                self._work(publishes=self._asked % SAVE_EVERY == 0)

    def _work(self, *, publishes: bool) -> None:
        try:
            self._writer.look_at_list()
            category = str(self._dice.randint(1, 5))
            form = self._writer.write(f"Tin đo bộ nhớ {self._dice.random()}", category)
            if publishes:
                self._chief.publish(form)
        except Refused as refusal:
            self.seen[f"refused: {refusal}"] += 1
        self.seen["desk"] += 5 if publishes else 3


def watch(master: int, crowd: list[Reader], requests: int) -> None:
    """Let the crowd ask, and print what the workers take meanwhile."""
    print("| requests | workers | most RSS, MB | most PSS, MB | all together (PSS), MB | minutes |")
    print("|---|---|---|---|---|---|")
    time.sleep(2)
    line(master, 0, 0.0)
    begin, done, looks = time.monotonic(), 0, []
    with ThreadPoolExecutor(READERS) as pool:
        list(pool.map(Reader.sign_in, crowd))
        for part in PARTS:
            share = (round(requests * part) - done) // READERS
            list(pool.map(lambda reader: reader.ask(share), crowd))  # noqa: B023 -- done at once
            done += share * READERS
            looks.append(line(master, done, time.monotonic() - begin))
    conclude(looks, sum((reader.seen for reader in crowd), Counter()))


def line(master: int, requests: int, seconds: float) -> Memory:
    """Print one line; return the most that a worker takes."""
    each = [memory(pid) for pid in workers(master)]
    most = Memory(max(one.rss for one in each), max(one.pss for one in each))
    everything = sum(one.pss for one in each) + memory(master).pss
    cells = [f"{requests:,}", len(each), f"{most.rss:.0f}", f"{most.pss:.0f}", f"{everything:.0f}"]
    print(f"| {' | '.join(map(str, cells))} | {seconds / 60:.1f} |", flush=True)
    return most


def conclude(looks: list[Memory], seen: Counter[str]) -> None:
    """Print what was asked for, and whether the goals are met."""
    growth = looks[-1].pss / looks[-2].pss
    print("\n| | measured | goal |\n|---|---|---|")
    for name, value, text, goal in (
        ("a worker's RSS, MB", looks[-1].rss, f"{looks[-1].rss:.0f}", MOST_MB),
        ("growth of its PSS over the last half", growth, f"{growth:.3f}", MOST_GROWTH),
    ):
        print(f"| {name} | {text if value < goal else f'**{text}**'} | < {goal} |")
    print(f"\n{', '.join(f'{name} {count:,}' for name, count in seen.most_common())}")


if __name__ == "__main__":
    main()
