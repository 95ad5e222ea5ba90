#!/usr/bin/env python3
"""What a page costs here and in Wagtail, measured in turns in one run; see peers.md beside this.

python benchmarks/peers.py [--size 10000] [--rounds 7] [--requests 100] [--keep DIR]
"""

import argparse
import json
import os
import signal
import statistics
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import psycopg2

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.databases import Database, databases  # noqa: E402 -- run as a program
from benchmarks.peers_sites import DATABASE, Site, fetch, fill_wagtail, wagtail  # noqa: E402
from benchmarks.processor import seconds  # noqa: E402

WARM_UP = 30
GOAL_FOR = {"home", "category", "article"}
MOST_CPU, LEAST_RATIO = 10, 5
"""The goal: milliseconds of the processor for a page, and how many times as many Wagtail needs."""
QUERIES = str(ROOT / "benchmarks/peers_queries.py")
VERSIONS = """
import django, gunicorn, sys, wagtail
print(sys.version.split()[0], django.__version__, gunicorn.__version__, wagtail.__version__)
"""


class Round(NamedTuple):
    """What some requests in a row have cost, in milliseconds for each."""

    application: float
    database: float
    wall: float

    @property
    def cpu(self) -> float:
        return self.application + self.database


class Served(NamedTuple):
    """A site that answers, and the processes that work for it."""

    site: Site
    socket: Path
    process: int
    database: int

    def ask(self, page: str, requests: int) -> Round:
        before = seconds(self.process), seconds(self.database)
        wall = statistics.median(fetch(self.socket, page, requests))
        used = seconds(self.process) - before[0], seconds(self.database) - before[1]
        return Round(*(one * 1_000 / requests for one in used), wall)


def main() -> None:
    options = arguments()
    os.environ.pop("DATABASE_URL", None)  # processes of another server could not be watched
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # and stop the servers on the way
    with ExitStack() as stack:
        scratch = stack.enter_context(tempfile.TemporaryDirectory(prefix="cong-peers-"))
        folder = (options.keep or Path(scratch)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        made = databases([options.size], folder, sqlite=False, keep=True)
        (database,) = stack.enter_context(made)
        here, there = portal(database), wagtail(folder / "wagtail", folder / "pg")
        here.run("-m", "benchmarks.peers_export", str(folder / "articles.jsonl"))
        with (folder / "articles.jsonl").open() as file:
            pages: dict[str, list[str]] = json.loads(file.readline())["pages"]
        prepare(database, there, folder)
        print(header(there), flush=True)
        postmaster = int((folder / "pg/data/postmaster.pid").read_text().split()[0])
        sides = []
        for site in (here, there):
            address = Path(scratch) / f"{site.name}.socket"
            process = stack.enter_context(site.served(address))
            sides.append(Served(site, address, process, postmaster))
        for page, addresses in pages.items():
            print(row(page, sides, addresses, options), flush=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=10_000, help="articles of the portal")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--requests", type=int, default=100, help="of each round")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep or reuse what is set up")
    return parser.parse_args()


def portal(database: Database) -> Site:
    return Site("portal", Path(sys.executable), database.environment, "portal.wsgi:application")


def prepare(database: Database, peer: Site, folder: Path) -> None:
    """Fill the peer unless an earlier run has done so, and tidy both databases up."""
    filled = folder / "wagtail/filled"
    if not filled.exists():
        execute(folder, "postgres", f"DROP DATABASE IF EXISTS {DATABASE}")
        execute(folder, "postgres", f"CREATE DATABASE {DATABASE}")
        fill_wagtail(peer, folder / "articles.jsonl")
        filled.touch()
    for name in (f"cong_benchmark_{database.size}", DATABASE):
        execute(folder, name, "VACUUM ANALYZE")  # so that nothing has to be done meanwhile


def execute(folder: Path, database: str, statement: str) -> None:
    connection = psycopg2.connect(host=str(folder / "pg"), user="postgres", dbname=database)
    connection.autocommit = True  # neither databases nor tidying up within a transaction
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()


def header(peer: Site) -> str:
    python, django, gunicorn, version = peer.run("-c", VERSIONS).split()
    told = f"Wagtail {version} on Django {django}, Python {python}, Gunicorn {gunicorn}\n\n"
    columns = ["page"]
    for name in ("portal", "Wagtail"):
        columns += [f"{name}: CPU ms (application + database)", "p50 ms", "queries", "KB", "hits"]
    columns += ["Wagtail ÷ portal, CPU", "p50", "goal"]
    return f"{told}| {' | '.join(columns)} |\n|{'---|' * len(columns)}"


def row(page: str, sides: list[Served], addresses: list[str], options: argparse.Namespace) -> str:
    """Measure one page, the sites taking turns, so that a busy machine is busy for both."""
    rounds: list[list[Round]] = [[] for _ in sides]
    facts = []
    for side, address in zip(sides, addresses, strict=True):
        # The first who ever asks for a page of Wagtail's lets it scale the pictures.
        facts.append(json.loads(side.site.run(QUERIES, address)))
        side.ask(address, WARM_UP)
    for _ in range(options.rounds):
        for side, address, taken in zip(sides, addresses, rounds, strict=True):
            taken.append(side.ask(address, options.requests))
    cells = [page]
    for taken, (queries, size, hits) in zip(rounds, facts, strict=True):
        cells += [*_times(taken), str(queries), f"{size / 1_000:.0f}", str(hits or "–")]
    for name in ("cpu", "wall"):
        ratios = [getattr(b, name) / getattr(a, name) for a, b in zip(*rounds, strict=True)]
        cells.append(f"{statistics.median(ratios):.1f}× ({min(ratios):.1f}–{max(ratios):.1f})")
    cells.append(_goal(rounds) if page in GOAL_FOR else "–")
    return f"| {' | '.join(cells)} |"


def _goal(rounds: list[list[Round]]) -> str:
    """Return what of the goal is missed."""
    here = statistics.median(one.cpu for one in rounds[0])
    ratio = statistics.median(b.cpu / a.cpu for a, b in zip(*rounds, strict=True))
    told = [f"**more than {MOST_CPU} ms**"] if here > MOST_CPU else []
    told += [f"**less than {LEAST_RATIO}×**"] if ratio < LEAST_RATIO else []
    return ", ".join(told) or "met"


def _times(taken: list[Round]) -> list[str]:
    cpu, application, database, wall = (
        statistics.median(getattr(one, name) for one in taken)
        for name in ("cpu", "application", "database", "wall")
    )
    return [f"{cpu:.1f} ({application:.1f} + {database:.1f})", f"{wall:.1f}"]


if __name__ == "__main__":
    main()
