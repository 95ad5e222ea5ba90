#!/usr/bin/env python3
"""How long do editors wait?  See README.md beside this file.

python benchmarks/desk.py [--rounds 21] [--sqlite] [--dashboard 100000] [--list 1000000]
"""

import argparse
import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.databases import Database  # noqa: E402 -- run as a program
from benchmarks.server import postgres  # noqa: E402

GOAL = 300
"""Milliseconds that an editor waits at most for a comparison, or for an old revision to be back."""
GOAL_OF_LISTS = 200
"""Milliseconds for a list of the desk, however long it is."""


class Work(NamedTuple):
    """What is measured, and how many milliseconds it may take."""

    name: str
    run: Callable[[], object]
    goal: int = GOAL


def main() -> None:
    """Make an empty portal of its own, and measure in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--sqlite", action="store_true", help="measure SQLite")
    parser.add_argument("--dashboard", type=int, default=100_000, help="articles; 0: leave it out")
    parser.add_argument("--list", type=int, default=1_000_000, help="articles; 0: leave it out")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = f"sqlite:///{folder}/db.sqlite3"
        if not options.sqlite:
            url = f"{stack.enter_context(postgres(folder / 'pg'))}/postgres"
        database = Database(0, url, folder)
        database.migrate()
        os.environ.update(database.environment)
        import django
        from django.db import connections

        django.setup()
        stack.callback(connections.close_all)  # the server waits for them
        print("| what | ms, median | quickest | slowest |\n|---|---|---|---|")
        for measure in MEASURES:
            for work in measure(options):
                times = timed(work.run, options.rounds)
                middle = f"{median(times):.0f}"
                shown = middle if median(times) <= work.goal else f"**{middle}**"
                print(
                    f"| {work.name} | {shown} | {min(times):.0f} | {max(times):.0f} |", flush=True
                )


def timed(work: Callable[[], object], rounds: int) -> list[float]:
    """Return the milliseconds of each round, after one that is not counted."""
    work()
    gc.collect()
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        work()
        times.append((time.perf_counter() - begin) * 1_000)
    return times


def history_of_a_long_article(options: argparse.Namespace) -> Iterator[Work]:
    """Compare and restore revisions of 10,000 words, as functions and as pages of the desk."""
    from django.test import Client

    from benchmarks.long_texts import long_body, replaced, scattered
    from portal.core.content import State
    from portal.core.richtext.compare import compare_html
    from portal.core.workflow import actions
    from portal.core.workflow.merging import merge_fields
    from portal.core.workflow.models import Revision
    from tests.factories import make_article, make_superuser

    base = long_body()
    edited, colleague = scattered(base, seed=1), scattered(base, seed=2)
    for name, text in (("60 scattered edits", edited), ("all replaced", replaced())):
        yield Work(f"comparing the texts, {name}", lambda text=text: compare_html(base, text))
    sides = [{"body": text} for text in (base, colleague, edited)]
    yield Work("merging two people's edits", lambda: merge_fields(*sides, markup=("body",)))

    by, client = make_superuser(), Client()
    client.force_login(by)
    item = make_article(State.DRAFT, by=by, body=base)
    item.body = edited
    actions.save(item, by=by)
    second, first = Revision.objects.of(item)
    desk = f"/quan-tri/news/article/{item.pk}"

    def page(path: str) -> Work:
        return Work(f"page: {path.partition('?')[0]}", lambda: _fetched(client, f"{desk}/{path}"))

    yield page("history/")
    yield page(f"lich-su/so-sanh/?truoc={first.pk}&sau={second.pk}")
    yield page(f"lich-su/{first.pk}/")
    yield page(f"lich-su/{first.pk}/khoi-phuc/")
    turns = [first, second] * 1_000
    yield Work("restoring, by the action", lambda: actions.restore(item, turns.pop(), by=by))


def first_page_and_calendar(options: argparse.Namespace) -> Iterator[Work]:
    """The first page of the desk and a month of the calendar, for each role."""
    if options.dashboard:
        _grow_to(options.dashboard)
        for name in ("truongban", "bientap", "congtacvien"):
            for page in ("", "lich/"):
                yield _page_for(name, f"/quan-tri/{page}", GOAL)


def lists(options: argparse.Namespace) -> Iterator[Work]:
    """The list of articles as it opens, and the lists behind the counters of the first page."""
    if not options.list:
        return
    _grow_to(options.list)
    from portal.core.dashboard.work import LISTED

    queries = ["", "cua-toi=1", "trang-thai=draft", *(work.list_query for work in LISTED)]
    for name in ("truongban", "bientap"):
        for query in queries:
            yield _page_for(name, f"/quan-tri/news/article/?{query}", GOAL_OF_LISTS)


def _grow_to(count: int) -> None:
    """Fill the portal with the demo and made-up articles, up to `count` in all."""
    from django.core.management import call_command

    from news.models import Article
    from portal.core.accounts.models import User

    if not User.objects.filter(username="truongban").exists():
        call_command("load_demo", stdout=sys.stderr)
    missing = count - Article.objects.count()
    if missing > 0:
        call_command("seed_articles", count=missing, stdout=sys.stderr)


def _page_for(name: str, url: str, goal: int) -> Work:
    """Return the work of opening a page, named with the queries that it costs."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from news.models import Article
    from portal.core.accounts.models import User

    client = Client()
    client.force_login(User.objects.get(username=name))
    _fetched(client, url)
    with CaptureQueriesContext(connection) as captured:
        _fetched(client, url)
    size = Article.objects.count()
    said = f"{url} for {name}, {size} articles, {len(captured)} queries"
    return Work(said, lambda: _fetched(client, url), goal)


def _fetched(client: "object", url: str) -> None:
    response = client.get(url)  # type: ignore[attr-defined]
    if response.status_code != 200:
        raise RuntimeError(f"{url}: {response.status_code}")


Measure = Callable[[argparse.Namespace], Iterator[Work]]
MEASURES: tuple[Measure, ...] = (history_of_a_long_article, first_page_and_calendar, lists)


if __name__ == "__main__":
    main()
