#!/usr/bin/env python3
"""Kills the portal in the middle of publishing and of reindexing; see README.md beside this file.

python benchmarks/kill.py [--rounds 50] [--sqlite]
"""

import argparse
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

ARTICLES = 300
LONGEST = 0.6
"""Seconds after which the worker is killed, at the latest."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--sqlite", action="store_true", help="with SQLite, not PostgreSQL")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cong-kill-")))
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "DEBUG": "True",
            "MEDIA_ROOT": str(folder / "media"),
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        }
        if not options.sqlite:
            from benchmarks.server import postgres

            base = stack.enter_context(postgres(folder / "pg"))
            os.environ["DATABASE_URL"] = f"{base}/postgres"
        run(options.rounds)


def run(rounds: int) -> None:
    """Kill so many times, and print what the check found each time."""
    import django

    django.setup()
    prepare()
    works: list[Callable[[], object]] = [publish_on_and_on, reindex_on_and_on]
    totals = dict.fromkeys((work.__name__ for work in works), 0)
    for number in range(rounds):
        work = works[number % len(works)]
        killed_after = kill_within(work)
        found = check()
        totals[work.__name__] += found
        print(
            f"{number + 1}: {work.__name__} killed after {killed_after * 1e3:.0f} ms:"
            f" {found} differences",
            flush=True,
        )
    print(f"{rounds} kills, differences: {totals}")
    sys.exit(any(totals.values()))


def prepare() -> None:
    from django.core.management import call_command
    from django.db import connection

    from tests.factories import make_article, make_category, make_superuser

    call_command("migrate", verbosity=0)
    by, category = make_superuser(username="giet"), make_category()
    for number in range(ARTICLES):
        make_article(by=by, category=category, title=f"Tin {number}", body="<p>Chữ. </p>" * 80)
    connection.close()


def kill_within(work: Callable[[], object]) -> float:
    """Start `work` in a process of its own and kill it at some moment; return when, in seconds."""
    delay = random.uniform(0.02, LONGEST)
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:  # the folder and the server are the parent's to clear away
            traceback.print_exc()
        os._exit(1)
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        sys.exit("the worker ended by itself")
    return delay


def publish_on_and_on() -> None:
    """Publish, change and withdraw without end."""
    from categories.models import Category
    from portal.core.accounts.models import User
    from portal.core.workflow import actions
    from tests.factories import make_article

    by, category = User.objects.get(username="giet"), Category.objects.order_by("-pk")[0]
    while True:
        article = make_article(by=by, category=category, body="<p>Chữ mới. </p>" * 80)
        article.title = f"Đổi {article.pk}"
        actions.save(article, by=by)
        actions.withdraw(article, by=by, reason="Thử.")


def reindex_on_and_on() -> None:
    """Write every entry anew without end."""
    from portal.core.search import upkeep

    while True:
        upkeep.repair(anew=True)


def check() -> int:
    """Return how many differences there are between index and content."""
    from django.db import connection

    from portal.core.search import full_text, upkeep

    found = upkeep.differences() + (not full_text.is_sound())
    connection.close()
    return found


if __name__ == "__main__":
    main()
