#!/usr/bin/env python3
"""Times whether asking for a new password tells which accounts exist; see README.md beside this.

python benchmarks/reset_timing.py [--requests 400] [--postgres]
"""

import argparse
import logging
import math
import os
import random
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

SURE = 3.0
"""Standard deviations from chance; beyond them whoever asks so often learns something."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=400, help="for each kind of name")
    parser.add_argument("--postgres", action="store_true", help="with PostgreSQL, not SQLite")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cong-reset-")))
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "DEBUG": "False",
            "SECURE": "False",
            "SECRET_KEY": "only-for-benchmarks-" + "k" * 50,
            "ALLOWED_HOSTS": "testserver",
            "SITE_URL": "https://minhgiang.example",
            "EMAIL_URL": "dummymail://",
            "DEFAULT_FROM_EMAIL": "cong@minhgiang.example",
            "STATIC_MANIFEST": "False",
            "PAGE_CACHE": "False",
            "LOG_LEVEL": "ERROR",
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        }
        if options.postgres:
            from benchmarks.server import postgres

            os.environ["DATABASE_URL"] = f"{stack.enter_context(postgres(folder / 'pg'))}/postgres"
        sys.exit(play(options.requests))


def play(requests: int) -> int:
    """Ask in no order for names that are there and names that are not; return 1 if it tells."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from portal.core.accounts.models import User

    logging.getLogger("django.request").setLevel(logging.ERROR)
    call_command("migrate", verbosity=0)
    known = [f"co-that-{number:04}" for number in range(requests)]
    unknown = [f"khong-co-{number:04}"[-12:] for number in range(requests)]
    for name in known:
        user = User(username=name, email=f"{name}@minhgiang.example", is_staff=True)
        user.password = "md5$salt$" + "0" * 32
        user.save()
    questions = [(name, True) for name in known] + [(name, False) for name in unknown]
    random.Random(7).shuffle(questions)
    for name in ("lam-nong", "lam-nong-hai", "lam-nong-ba"):
        ask(name, 0)
    times: dict[bool, list[float]] = {True: [], False: []}
    for number, (name, is_there) in enumerate(questions, start=1):
        times[is_there].append(ask(name, number))
    print(f"{connection.vendor}: {requests} requests for each kind of name, in no order")
    told = report(times[True], times[False])
    connection.close()
    return int(told)


def ask(name: str, number: int) -> float:
    """Return how long the answer took; each question comes from an address of its own."""
    from django.test import Client
    from django.urls import reverse

    address = f"203.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    browser, url = Client(headers={"X-Forwarded-For": address}), reverse("admin:password_link")
    began = time.perf_counter()
    answer = browser.post(url, {"name": name})
    took = time.perf_counter() - began
    if answer.status_code != 302:
        raise RuntimeError(f"answered {answer.status_code}")
    return took


def report(there: list[float], missing: list[float]) -> bool:
    """Print both and how far they are apart; return whether that is more than chance."""
    for words, times in (("there", there), ("missing", missing)):
        tenth, *_, ninetieth = (sorted(times)[len(times) * part // 10] for part in (1, 9))
        print(
            f"{words:>8}: median {median(times) * 1000:.2f} ms,"
            f" tenth {tenth * 1000:.2f}, ninetieth {ninetieth * 1000:.2f}"
        )
    share, deviations = ranked(there, missing)
    print(f"ratio of the medians: {median(there) / median(missing):.3f}")
    print(f"a name that is there takes longer in {share:.1%} of all pairs (50%: nothing is told)")
    print(f"rank test (Mann-Whitney): {deviations:+.1f} standard deviations from chance")
    return abs(deviations) > SURE


def ranked(one: list[float], other: list[float]) -> tuple[float, float]:
    """Return in which share of all pairs `one` is greater, and how unlikely that is."""
    ranks = {time: rank for rank, time in enumerate(sorted([*one, *other]), start=1)}
    pairs = len(one) * len(other)
    greater = sum(ranks[time] for time in one) - len(one) * (len(one) + 1) / 2
    spread = math.sqrt(pairs * (len(one) + len(other) + 1) / 12)
    return greater / pairs, (greater - pairs / 2) / spread


if __name__ == "__main__":
    main()
