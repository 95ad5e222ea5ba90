"""Asks for the pages of one database: one process per size, told by lines on its input.

`["count", page]` is answered by the queries and the bytes of one request; `["time", page, n]` by
the milliseconds of n requests.  The first line of output names the pages.
"""

import gc
import json
import logging
import sys
import time

import django
from django.db import connection
from django.test.utils import CaptureQueriesContext

django.setup()

from benchmarks.targets import Target, find_targets  # noqa: E402 -- needs the settings


def main() -> None:
    logging.getLogger("django.request").setLevel(logging.ERROR)  # 404 is one of the pages
    targets = find_targets()
    say(list(targets))
    for line in sys.stdin:
        what, page, *arguments = json.loads(line)
        if what == "count":
            with CaptureQueriesContext(connection) as queries:
                size = fetch(targets[page])
            say([len(queries), size])
        elif what == "time":
            say(timed(targets[page], *arguments))
        elif what == "explain":
            say(explain(targets[page]))


def timed(target: Target, repetitions: int) -> list[float]:
    """Return milliseconds; what the collector would do meanwhile is done before."""
    gc.collect()
    gc.disable()
    times = []
    for _ in range(repetitions):
        begin = time.perf_counter()
        fetch(target)
        times.append((time.perf_counter() - begin) * 1_000)
    gc.enable()
    return times


def explain(target: Target) -> list[str]:
    """Return the slowest statements of one request and what the database says of them."""
    with CaptureQueriesContext(connection) as queries:
        fetch(target)
    prefix = (
        "EXPLAIN (ANALYZE, BUFFERS)" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    )
    told = []
    for query in sorted(queries, key=lambda query: -float(query["time"]))[:3]:
        with connection.cursor() as cursor:
            cursor.execute(f"{prefix} {query['sql'].replace('%', '%%')}", [])
            plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
        told.append(f"{query['time']} s: {query['sql']}\n{plan}\n")
    return told


def fetch(target: Target) -> int:
    """Ask for the page; return how many bytes came."""
    client, url = target
    response = client.get(url)
    if response.status_code not in {200, 404}:
        raise RuntimeError(f"{url}: {response.status_code}")
    body = b"".join(response) if response.streaming else response.content
    if not body:
        raise RuntimeError(f"{url}: empty")
    return len(body)


def say(value: object) -> None:
    print(json.dumps(value), flush=True)


if __name__ == "__main__":
    main()
