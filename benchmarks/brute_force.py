#!/usr/bin/env python3
"""Guesses passwords from many addresses while owners come and go; see README.md beside this file.

python benchmarks/brute_force.py [--guesses 10000] [--addresses 100] [--accounts 20] [--postgres]
"""

import argparse
import logging
import os
import resource
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

AT_ONCE = 8
"""Guesses that are under way in the same moment."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--guesses", type=int, default=10_000)
    parser.add_argument("--addresses", type=int, default=100)
    parser.add_argument("--accounts", type=int, default=20)
    parser.add_argument("--postgres", action="store_true", help="with PostgreSQL, not SQLite")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cong-guess-")))
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "DEBUG": "False",
            "SECURE": "False",
            "SECRET_KEY": "only-for-benchmarks-" + "k" * 50,
            "ALLOWED_HOSTS": "testserver",
            "STATIC_MANIFEST": "False",
            "PAGE_CACHE": "False",
            "LOG_LEVEL": "ERROR",
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        }
        if options.postgres:
            from benchmarks.server import postgres

            os.environ["DATABASE_URL"] = f"{stack.enter_context(postgres(folder / 'pg'))}/postgres"
        sys.exit(play(options))


def play(options: argparse.Namespace) -> int:
    """Attack, let the owners in now and then, print what came of it; return what went wrong."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection, connections

    from tests.login.attack import Attack

    # What is measured is how often a password is looked at, not how long that takes.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    logging.getLogger("django.request").setLevel(logging.ERROR)
    call_command("migrate", verbosity=0)
    attack = Attack(options.accounts, options.addresses)
    attack.prepare()

    def guess_all(part: list[tuple[str, str, str, str]]) -> None:
        for guess in part:
            attack.guess(*guess)
        connections.close_all()  # the server would wait for them at its end

    guesses, began = attack.guesses(options.guesses), time.monotonic()
    kept_out = visits = 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        while batch := list(islice(guesses, max(options.guesses // 10, 1))):
            list(pool.map(guess_all, (batch[number::AT_ONCE] for number in range(AT_ONCE))))
            kept_out += (not attack.owner_comes_in()) + (not attack.neighbour_comes_in())
            visits += 2
            rows = ", ".join(f"{name} {count}" for name, count in attack.rows().items())
            megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(f"{attack.answers.total():6} guesses: {rows}; {megabytes} MB", flush=True)
    print(
        f"{connection.vendor}: {attack.answers.total()} guesses in {time.monotonic() - began:.0f} s"
    )
    print(f"answers: {dict(attack.answers)}; entered: {attack.entered}")
    print(f"owners: {visits} visits, {kept_out} kept out")
    connection.close()
    return attack.entered + kept_out


if __name__ == "__main__":
    main()
