"""The commands that the scripts call, as far as they matter to the scripts."""

import gzip
import sys
from pathlib import Path

RELEASE = Path(__file__).resolve().parent
DATA = RELEASE.parents[1] / "shared" / "data"
MIGRATED, BROKEN = DATA / "migrated", RELEASE / "broken"
LAST = (RELEASE / "migration").read_text()
CSS = b"body { color: black }" * 100


def main(command: str, *options: str) -> int:
    """Do what the command does, or fail where the release is said to be broken."""
    if BROKEN.exists() and BROKEN.read_text() == command and "--check" not in options:
        return 1
    if command == "migrate" and "--check" in options:
        return int(not MIGRATED.exists() or MIGRATED.read_text() != LAST)
    if command == "migrate":
        MIGRATED.write_text(LAST)
    if command == "scan":
        print(f"{'0' * 64}  manage.py")  # noqa: T201 -- what the command is asked for
    if command == "collectstatic":
        folder = RELEASE / "var" / "static" / "css"
        folder.mkdir(parents=True)
        for name in ("site.css", f"site.{LAST * 12}.css"):
            (folder / name).write_bytes(CSS)
            (folder / f"{name}.gz").write_bytes(gzip.compress(CSS))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
