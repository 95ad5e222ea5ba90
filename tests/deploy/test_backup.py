"""The copy of the database that upgrade.sh makes before it migrates."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from tests.dbserver import find_binaries
from tests.deploy.machine import REPOSITORY


@pytest.mark.django_db
def test_the_copy_can_be_read_and_is_closed_to_others(tmp_path):
    """The tables that are copied are empty: it is the copying that is looked at."""
    target = tmp_path / "before.dump"
    programs = find_binaries(tmp_path, {}) if connection.vendor == "postgresql" else tmp_path
    environment = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"}
    command = [sys.executable, "deploy/backup_database.py", target]
    subprocess.run(command, cwd=REPOSITORY, env=environment, check=True)
    assert target.stat().st_mode & 0o777 == 0o600
    assert not target.with_name("before.dump.part").exists()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(target)) as copy:
            assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    else:
        listing = [Path(programs) / "pg_restore", "--list", target]
        assert "Format: CUSTOM" in subprocess.check_output(listing, text=True)
