#!/usr/bin/env python3
"""Does the search find what is known to be there?  See README.md beside this file.

python benchmarks/search_quality.py --keep DIR [--sizes 100000] [--sqlite]
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.archives import archives  # noqa: E402 -- run as a program


def main() -> None:
    with archives(__doc__ or "", sizes=[100_000]) as made:
        for archive in made:
            print(f"\n## {archive.size:,} articles\n")
            print("| words of a known article | among the first 20 | mean reciprocal rank |")
            print("|---|---|---|")
            for row in archive.ask("quality"):
                print(f"| {row['kind']} | {row['hit']:.3f} | {row['mrr']:.2f} |", flush=True)


if __name__ == "__main__":
    main()
