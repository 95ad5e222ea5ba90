#!/usr/bin/env python3
"""Lets many people do anything at all to twenty articles; see README.md beside this file.

python benchmarks/storm.py [--threads 200] [--steps 25] [--seed 1] [--sqlite]
"""

import argparse
import os
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

SPARE = 20
"""Connections beyond one for each thread: the program's own, and those PostgreSQL keeps back."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, help="200, with SQLite 8")
    parser.add_argument("--steps", type=int, default=25, help="actions of each thread")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sqlite", action="store_true", help="with SQLite, not PostgreSQL")
    options = parser.parse_args()
    threads = options.threads or (8 if options.sqlite else 200)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cong-storm-")))
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "DEBUG": "False",
            "SECRET_KEY": "only-for-benchmarks-" + "k" * 50,
            "ALLOWED_HOSTS": "testserver",
            "MEDIA_ROOT": str(folder / "media"),
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        }
        if not options.sqlite:
            from benchmarks.server import postgres

            server = postgres(folder / "pg", max_connections=threads + SPARE)
            os.environ["DATABASE_URL"] = f"{stack.enter_context(server)}/postgres"
        sys.exit(run(threads, options.steps, options.seed))


def run(threads: int, steps: int, seed: int) -> int:
    """Let the storm loose and print what came of it; return how much is wrong."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from tests.storm_checks import broken
    from tests.storming import prepare, storm

    call_command("migrate", verbosity=0)
    place = prepare()
    begin = time.monotonic()
    outcome = storm(place, threads=threads, steps=steps, seed=seed)
    seconds = time.monotonic() - begin
    print(
        f"{connection.vendor}: {threads} threads, {outcome.total} actions in {seconds:.1f} s:"
        f" {outcome.total / seconds:.0f} a second"
    )
    print("done:", dict(outcome.done.most_common()))
    print("refused:", dict(outcome.refused.most_common()))
    wrong = broken()
    for what in [*outcome.unexpected[:5], *wrong[:20]]:
        print(what)
    print(f"unexpected errors: {len(outcome.unexpected)}, broken invariants: {len(wrong)}")
    connection.close()
    return min(len(outcome.unexpected) + len(wrong), 100)


if __name__ == "__main__":
    main()
