"""Copies the portal's database into one file: python deploy/backup_database.py FILE.

The portal may go on working meanwhile; the copy is of one moment.
"""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

RELEASE = Path(__file__).resolve().parent.parent


def main() -> None:
    """Write the copy under another name first: what has the right name is whole."""
    sys.path.insert(0, str(RELEASE))
    from portal.settings import DATABASES

    database: dict[str, Any] = DATABASES["default"]
    target = Path(sys.argv[1])
    unfinished = target.with_name(f"{target.name}.part")
    os.close(os.open(unfinished, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
    if database["ENGINE"].endswith("sqlite3"):
        copy_sqlite(database["NAME"], unfinished)
    else:
        dump_postgresql(database, unfinished)
    unfinished.rename(target)


def copy_sqlite(name: str, target: Path) -> None:
    """Copy page by page, as SQLite itself does it."""
    with closing(sqlite3.connect(name)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


def dump_postgresql(database: dict[str, Any], target: Path) -> None:
    """Have pg_dump write its own format, for pg_restore; the password stays off the line."""
    variables = {
        "PGHOST": database.get("HOST"),
        "PGPORT": database.get("PORT"),
        "PGUSER": database.get("USER"),
        "PGPASSWORD": database.get("PASSWORD"),
        "PGDATABASE": database.get("NAME"),
    }
    told = {name: str(value) for name, value in variables.items() if value}
    command = ["pg_dump", "--format=custom", f"--file={target}"]
    try:
        subprocess.run(command, env={**os.environ, **told}, check=True)  # noqa: S603
    except FileNotFoundError:
        sys.exit("Thiếu pg_dump; cài bằng: apt-get install postgresql-client")


if __name__ == "__main__":
    main()
