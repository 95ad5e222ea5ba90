#!/usr/bin/env python3
"""How quickly is an archive searched and indexed?  See README.md beside this file.

python benchmarks/search.py --keep DIR [--sizes 10000,100000] [--sqlite]
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.archives import Archive, archives  # noqa: E402 -- run as a program

MEGABYTE = 1e6


def main() -> None:
    with archives(__doc__ or "", sizes=[10_000, 100_000]) as made:
        for archive in made:
            print(f"\n## {archive.size:,} articles\n")
            print_filling(archive)
            print("\n| queries | p50 ms | p95 ms | most | an example |\n|---|---|---|---|---|")
            for row in archive.ask("time"):
                figures = " | ".join(f"{row[name]:.0f}" for name in ("p50", "p95", "most"))
                print(f"| {row['class']} | {figures} | {row['example']} |", flush=True)


def print_filling(archive: Archive) -> None:
    filled = archive.filled
    rates = " · ".join(f"{name} {rate:,.0f}" for name, rate in filled["rates"].items())
    texts = filled["bytes"].pop("texts")
    print(f"Articles a second: {rates}.  Texts: {texts / MEGABYTE:,.0f} MB; beside them:")
    for name, size in filled["bytes"].items():
        print(f"{name} {size / MEGABYTE:,.0f} MB ({size / texts:.1f} ×)")


if __name__ == "__main__":
    main()
