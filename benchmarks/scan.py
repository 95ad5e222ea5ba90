#!/usr/bin/env python3
"""Plants sixty insertions among clean articles and counts what the scan finds; see README.md.

python benchmarks/scan.py [--size 10000] [--postgres]
"""

import argparse
import os
import resource
import shutil
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

PER_ARTICLE = 3
"""Honest sentences about gambling and loans that one article has."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=10_000, help="clean articles beside the demo")
    parser.add_argument("--postgres", action="store_true", help="with PostgreSQL, not SQLite")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cong-scan-")))
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "DEBUG": "False",
            "DEMO": "True",
            "SECURE": "False",
            "SECRET_KEY": "only-for-benchmarks-" + "k" * 50,
            "ALLOWED_HOSTS": "minhgiang.example",
            "STATIC_MANIFEST": "False",
            "STATIC_ROOT": str(folder / "portal" / "static-served"),
            "MEDIA_ROOT": str(folder / "media"),
            "PAGE_CACHE": "False",
            "LOG_LEVEL": "ERROR",
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        }
        if options.postgres:
            from benchmarks.server import postgres

            os.environ["DATABASE_URL"] = f"{stack.enter_context(postgres(folder / 'pg'))}/postgres"
        play(folder, options.size)


def play(folder: Path, size: int) -> None:
    """Fill a portal, scan it clean, plant, scan again, and print what came of it."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from portal.core.scan import manifest, running
    from tests.scan import planted

    root = copy_of_the_portal(folder / "portal")
    manifest.path = lambda: root / "manifest.sha256"
    call_command("migrate", verbosity=0)
    call_command("load_demo", verbosity=0, stdout=open(os.devnull, "w"))  # noqa: SIM115
    if size:
        call_command("seed_articles", count=size, stdout=open(os.devnull, "w"))  # noqa: SIM115
    sentences = (ROOT / "tests/scan/honest.txt").read_text().splitlines()
    articles = write_honest(sentences)
    manifest.path().write_text("".join(manifest.lines()))

    before, began = peak(), time.monotonic()
    run, alarms = running.run()
    seconds = time.monotonic() - began
    print(f"{run.rows:,} rows in {seconds:.1f} s: {run.rows / seconds:,.0f} rows/s")
    print(f"memory: {peak()} MB at most, {before} MB before the scan")
    print(f"false alarms: {len(alarms)} ({articles} articles of {len(sentences)} honest sentences)")
    for finding in alarms:
        print(f"    {finding.kind}: {finding.place}: {finding.what[:120]}")

    planted_here = plant(root)
    run, seen = running.run()
    known = {finding.pk for finding in alarms}
    seen = [finding for finding in planted.waiting() if finding.pk not in known]
    missed = [each.name for each in planted_here if not each.is_found(seen)]
    print(
        f"found: {len(planted_here) - len(missed)} of {len(planted_here)}; failed: {run.failed!r}"
    )
    for name in missed:
        print(f"    missed: {name}")
    connections.close_all()  # the server would wait for them at its end


def peak() -> int:
    """Return the most memory that the process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def copy_of_the_portal(root: Path) -> Path:
    """Copy what the list of files is made of, so that it can be tampered with."""
    for name in ("portal", "news", "categories", "templates", "static"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    return root


def write_honest(sentences: list[str]) -> int:
    """Store articles of honest sentences; return how many."""
    from news.models import Article

    pattern = Article.objects.order_by("pk")[0]
    fields = {f.attname: getattr(pattern, f.attname) for f in Article._meta.concrete_fields}
    for name in ("id", "title", "body"):
        del fields[name]
    # Each sentence alone, and each with its neighbours.
    texts: list[tuple[str, ...]] = [(each,) for each in sentences]
    texts += [
        tuple(sentences[begin : begin + PER_ARTICLE])
        for begin in range(0, len(sentences), PER_ARTICLE)
    ]
    rows = [
        Article(**fields, title=text[0][:150], body="".join(f"<p>{each}</p>" for each in text))
        for text in texts
    ]
    Article.objects.bulk_create(rows)
    return len(rows)


def plant(root: Path) -> list[Any]:
    """Plant all there is."""
    from categories.models import Category
    from news.models import Article
    from portal.core.identity.models import Identity
    from tests.scan import planted

    rows = list(Article.objects.order_by("?").values_list("pk", flat=True)[:60])
    texts = planted.plant_texts(rows)
    numbers = {
        "news.Article": rows[len(texts) :],
        "categories.Category": list(Category.objects.values_list("pk", flat=True)[:3]),
        "identity.Identity": list(Identity.objects.values_list("pk", flat=True)),
    }
    columns = planted.plant_columns(numbers)
    return texts + columns + planted.plant_files(root) + planted.plant_media()


if __name__ == "__main__":
    main()
