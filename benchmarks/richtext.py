#!/usr/bin/env python3
"""How fast is HTML cleaned?  Prints megabytes a second; see README.md beside this file."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PASTED = ROOT / "tests" / "core" / "pasted"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="the quickest of these counts")
    rounds = parser.parse_args().rounds
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DEBUG", "True")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django

    django.setup()
    report(rounds)


def report(rounds: int) -> None:
    """Print a line for each kind of text, with its ratio to the first."""
    from portal.core.richtext import clean_html, printed
    from portal.core.text import plain_text

    texts = bodies()
    clean = [str(clean_html(text)) for text in texts["articles as written"]]
    work: dict[str, tuple[list[str], Callable[[str], object]]] = {
        "stored articles, cleaned again": (clean, clean_html),
        "stored articles, printed": (clean, printed),
        "stored articles, tags taken out only": (clean, plain_text),
        **{name: (markups, clean_html) for name, markups in texts.items()},
        "one text of all articles": (["\n".join(clean)], clean_html),
    }
    print(f"{'':42}{'texts':>6}{'kB':>8}{'ms each':>10}{'MB/s':>8}{'ratio':>8}")
    first = 0.0
    for name, (markups, function) in work.items():
        size = sum(len(markup.encode()) for markup in markups)
        seconds = quickest(markups, function, rounds)
        speed = size / seconds / 1e6
        first = first or speed
        each = seconds / len(markups) * 1_000
        count = len(markups)
        print(f"{name:42}{count:6}{size / 1e3:8.0f}{each:10.2f}{speed:8.2f}{speed / first:8.2f}")


def bodies() -> dict[str, list[str]]:
    """Return the demo's articles and what people paste, by where they come from."""
    from portal.front.demo.texts import read_articles

    pasted = [path for path in sorted(PASTED.glob("*.html")) if ".clean." not in path.name]
    return {
        "articles as written": [article.body for article in read_articles(date(2026, 5, 20))],
        **{f"pasted: {path.stem}": [path.read_text(encoding="utf-8")] for path in pasted},
    }


def quickest(markups: list[str], function: Callable[[str], object], rounds: int) -> float:
    """Return the seconds that the quickest of several rounds took."""
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        for markup in markups:
            function(markup)
        times.append(time.perf_counter() - begin)
    return min(times)


if __name__ == "__main__":
    main()
