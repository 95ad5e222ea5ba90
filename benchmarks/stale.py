#!/usr/bin/env python3
"""Plays random days on a portal and looks for stale pages; see README.md beside this file.

python benchmarks/stale.py [--sequences 10000] [--length 4] [--seed 1] [--postgres]
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack, nullcontext
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

A_NEW_PORTAL = 250
"""Sequences that one portal sees before another begins: its lists grow with each."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sequences", type=int, default=10_000)
    parser.add_argument("--length", type=int, default=4, help="what happens at most, each")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgres", action="store_true", help="with PostgreSQL, not SQLite")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cong-stale-")))
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "DEBUG": "False",
            "SECURE": "False",
            "SECRET_KEY": "only-for-benchmarks-" + "k" * 50,
            "ALLOWED_HOSTS": "testserver",
            "STATIC_MANIFEST": "False",
            "MEDIA_ROOT": str(folder / "media"),
            "STATIC_ROOT": str(folder / "static"),
            "PAGE_CACHE": "True",
            "LOG_LEVEL": "ERROR",
            "PAGE_CACHE_DIR": str(folder / "pages"),
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        }
        (folder / "static").mkdir()
        if options.postgres:
            from benchmarks.server import postgres

            os.environ["DATABASE_URL"] = f"{stack.enter_context(postgres(folder / 'pg'))}/postgres"
        sys.exit(play(options))


def play(options: argparse.Namespace) -> int:
    """Play the sequences and print what was found; return how many pages were stale."""
    import django

    django.setup()
    import time_machine
    from django.core.management import call_command
    from django.db import connection

    from portal.core.pagecache.stores import store
    from tests.factories import make_superuser
    from tests.pagecache.happenings import BEGIN, Portal

    call_command("migrate", verbosity=0)
    people = make_superuser(), make_superuser()
    dice, began = random.Random(options.seed), time.monotonic()
    happened: Counter[str] = Counter()
    stale = pages = 0
    with time_machine.travel(BEGIN, tick=False) as clock:
        for number in range(options.sequences):
            if number % A_NEW_PORTAL == 0:
                portal = Portal(dice, clock, nullcontext, people)
            sequence = [portal.anything() for _ in range(dice.randint(1, options.length))]
            happened.update(sequence)
            found = portal.stale()
            pages += len(portal.addresses())
            stale += len(found)
            if found:
                print(f"{number}: {sequence}: {found}")
                print(*map(portal.difference, found), sep="\n", flush=True)
            if (number + 1) % 500 == 0:
                print(f"{number + 1} sequences, {stale} stale", file=sys.stderr, flush=True)
    print(f"{connection.vendor}: {options.sequences} sequences, {happened.total()} happenings,")
    print(f"{pages} pages read twice in {time.monotonic() - began:.0f} s: {stale} stale")
    print(", ".join(f"{name} {count}" for name, count in happened.most_common()))
    store().forget()
    connection.close()
    return stale


if __name__ == "__main__":
    main()
