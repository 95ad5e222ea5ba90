"""Commands of this portal for another database, in a process of their own.

Much of the portal knows one database, the default; in that process it is the other one.
"""

import os
import subprocess
import sys
from typing import NamedTuple

from django.conf import settings


class Ended(NamedTuple):
    """How a command ended, and what it said of its failure."""

    code: int
    words: str


def run(*arguments: str, **environment: str) -> Ended:
    """Run a command of manage.py; its output goes where this one's goes."""
    apart = {
        "DATABASE_REPLICA_URLS": "",
        "CACHE_URL": "locmemcache://",
        "PAGE_CACHE": "False",
    }
    command = [sys.executable, "manage.py", *arguments]
    ended = subprocess.run(  # noqa: S603  # this portal's own commands
        command,
        cwd=settings.BASE_DIR,
        env={**os.environ, **apart, **environment},
        stderr=subprocess.PIPE,
        text=True,
    )
    words = ended.stderr.strip()
    return Ended(ended.returncode, words.splitlines()[-1] if "Traceback" in words else words)
