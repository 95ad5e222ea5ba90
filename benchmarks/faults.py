#!/usr/bin/env python3
"""Breaks one thing after the other under load; see README.md beside this file.

python benchmarks/faults.py [--rate 200] [--outage 60] [--short 15] [--articles 10000] [--keep DIR]
"""

import argparse
import os
import re
import sys
import tempfile
import threading
from contextlib import ExitStack
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.addresses import addresses  # noqa: E402 -- run as a program
from benchmarks.breaking import Fault, faults, mount_small_disk, unmount  # noqa: E402
from benchmarks.clients import at_rate  # noqa: E402
from benchmarks.databases import databases  # noqa: E402
from benchmarks.editors import hire  # noqa: E402
from benchmarks.machines import Machines  # noqa: E402
from benchmarks.people import Office, in_background  # noqa: E402
from benchmarks.tallies import Tally  # noqa: E402
from benchmarks.witnesses import KEPT, Citizens, Photographer, Timekeeper  # noqa: E402

CALM, AFTER = 5.0, 10.0
"""Seconds of load before something breaks, and after it is mended."""
MOST_FAILED = 0.1
"""Percent of requests for pages that are not stored."""
OFFICES = 3


def main() -> None:
    options = arguments()
    os.environ.pop("DATABASE_URL", None)
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cong-faults-")))
        folder = (options.keep or scratch / "data").resolve()
        folder.mkdir(parents=True, exist_ok=True)
        made = databases([options.articles], folder, sqlite=False, keep=True)
        with made as (database,):  # the server that fills it ends with the block
            names, pages = hire(database, 2 * OFFICES + 3), addresses(database)
        machines = Machines(database, folder / "pg", scratch)
        if mount_small_disk(machines.media):
            stack.callback(unmount, machines.media)
        stack.enter_context(machines)
        trial = Trial(machines, names, pages, options)
        trial.prepare()
        for fault in faults(machines, outage=options.outage, short=options.short):
            if re.search(options.only, fault.name):
                trial.run(fault)
        trial.conclude()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=float, default=200, help="readers' requests a second")
    parser.add_argument("--outage", type=float, default=60, help="of the primary, in seconds")
    parser.add_argument("--short", type=float, default=15, help="of everything else")
    parser.add_argument("--pause", type=float, default=4, help="of an editor, in seconds")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--only", default="", help="faults whose name matches")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep or reuse the database")
    return parser.parse_args()


class Trial:
    """Citizens and editors go on while one thing after the other breaks."""

    def __init__(
        self,
        machines: Machines,
        names: list[str],
        pages: dict[str, list[str]],
        options: argparse.Namespace,
    ) -> None:
        self._machines, self._rate = machines, options.rate
        port = machines.port
        self._citizens = Citizens(port, pages)
        self._offices = [
            Office(port, names[2 * n : 2 * n + 2], seed=n, pause=options.pause)
            for n in range(OFFICES)
        ]
        self._photographer = Photographer(port, names[-3])
        self._timekeeper = Timekeeper(port, names[-2:])

    def prepare(self) -> None:
        """Have the stored pages stored, and print the head of the table."""
        self._citizens.warm_up()
        columns = ["what breaks", "stored pages", "failed", "other pages", "failed", "of them"]
        columns += ["longest wait, s", "desk: done", "not done", "lost"]
        print(f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}", flush=True)

    def run(self, fault: Fault) -> None:
        """Let it happen in the middle of the load, and print what came of it."""
        if fault.missing:
            print(f"| {fault.name} | not measured: {fault.missing} |{' |' * 8}", flush=True)
            return
        tally, over = Tally(), threading.Event()
        done, refused = self._acknowledged(), self._refused()
        people = [office.work for office in self._offices]
        if "uploads" in fault.name:
            people.append(self._photographer.work)
        if "scheduled" in fault.name:
            people.append(self._timekeeper.work)
        with in_background([partial(work, over) for work in people]):
            self._strike(fault, tally)
            over.set()
        done = self._acknowledged() - done
        self._row(fault, tally, done, self._refused() - refused)

    def _strike(self, fault: Fault, tally: Tally) -> None:
        struck = mended = False
        length = CALM + fault.lasts + AFTER
        ask = self._citizens.asking(tally)
        for passed in at_rate(self._rate, length, Citizens.size, ask):
            if not struck and passed >= CALM:
                struck = True
                fault.strike()
            if not mended and passed >= CALM + fault.lasts:
                mended = True
                fault.mend()
        if not mended:
            fault.mend()

    def _row(self, fault: Fault, tally: Tally, done: int, refused: int) -> None:
        others = [kind for kind in tally.kinds() if kind != KEPT]
        kept, kept_failed = tally.count([KEPT]), tally.failed([KEPT])
        count, failed = tally.count(others), tally.failed(others)
        part = 100 * failed / max(count, 1)
        cells = [fault.name, f"{kept:,}", f"**{kept_failed}**" if kept_failed else "0"]
        cells += [f"{count:,}", str(failed), _bold(f"{part:.2f} %", part >= MOST_FAILED)]
        lost = len(self.lost())
        cells += [f"{tally.longest():.1f}", str(done), str(refused), _bold(str(lost), lost > 0)]
        print(f"| {' | '.join(cells)} |", flush=True)
        for words, number in tally.told.most_common(6):
            print(f"{fault.name}: {number} × {words}", file=sys.stderr)

    def lost(self) -> list[str]:
        """Return what the desk has acknowledged at any time and what is not there."""
        published = [title for office in self._offices for title in office.published]
        saved = [title for office in self._offices for title in office.saved]
        question = "SELECT title FROM news_article WHERE title = ANY(%s)"
        stored = set(self._machines.ask(question, saved))
        live = set(self._machines.ask(f"{question} AND status = 'published'", published))
        gone = [title for title in saved if title not in stored]
        gone += [title for title in published if title not in live]
        return gone + self._lost_pictures()

    def _lost_pictures(self) -> list[str]:
        """Return pictures of which the row or the file is missing."""
        question = "SELECT file FROM media_image WHERE alt = %s"
        return [
            words
            for words in self._photographer.uploaded
            if not any(
                (self._machines.media / f).is_file() for f in self._machines.ask(question, words)
            )
        ]

    def conclude(self) -> None:
        """Print what was seen beside the table."""
        for line in (*self._photographer.told(), *self._timekeeper.told()):
            print(f"\n{line}")
        print(f"\nGoals: 0 failed of stored pages, < {MOST_FAILED} % of others, nothing lost.")

    def _acknowledged(self) -> int:
        return sum(len(office.saved) + len(office.published) for office in self._offices)

    def _refused(self) -> int:
        return sum(len(office.refused) for office in self._offices)


def _bold(text: str, is_bad: bool) -> str:
    return f"**{text}**" if is_bad else text


if __name__ == "__main__":
    main()
