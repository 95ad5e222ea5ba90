#!/usr/bin/env python3
"""How long do editors wait?  See README.md beside this file.

python benchmarks/desk.py [--rounds 21] [--sqlite]
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

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.databases import Database  # noqa: E402 -- run as a program
from benchmarks.server import postgres  # noqa: E402

Work = tuple[str, Callable[[], object]]
GOAL = 300
"""Milliseconds that an editor waits at most for a comparison, or for an old revision to be back."""


def main() -> None:
    """Make an empty portal of its own, and measure in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--sqlite", action="store_true", help="measure SQLite")
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
            for name, work in measure():
                times = timed(work, options.rounds)
                middle = f"{median(times):.0f}"
                shown = middle if median(times) <= GOAL else f"**{middle}**"
                print(f"| {name} | {shown} | {min(times):.0f} | {max(times):.0f} |", flush=True)


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


def history_of_a_long_article() -> Iterator[Work]:
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
        yield f"comparing the texts, {name}", lambda text=text: compare_html(base, text)
    sides = [{"body": text} for text in (base, colleague, edited)]
    yield "merging two people's edits", lambda: merge_fields(*sides, markup=("body",))

    by, client = make_superuser(), Client()
    client.force_login(by)
    item = make_article(State.DRAFT, by=by, body=base)
    item.body = edited
    actions.save(item, by=by)
    second, first = Revision.objects.of(item)
    desk = f"/quan-tri/news/article/{item.pk}"

    def page(path: str) -> Work:
        return f"page: {path.partition('?')[0]}", lambda: _fetched(client, f"{desk}/{path}")

    yield page("history/")
    yield page(f"lich-su/so-sanh/?truoc={first.pk}&sau={second.pk}")
    yield page(f"lich-su/{first.pk}/")
    yield page(f"lich-su/{first.pk}/khoi-phuc/")
    turns = [first, second] * 1_000
    yield "restoring, by the action", lambda: actions.restore(item, turns.pop(), by=by)


def _fetched(client: "object", url: str) -> None:
    response = client.get(url)  # type: ignore[attr-defined]
    if response.status_code != 200:
        raise RuntimeError(f"{url}: {response.status_code}")


MEASURES: tuple[Callable[[], Iterator[Work]], ...] = (history_of_a_long_article,)


if __name__ == "__main__":
    main()
