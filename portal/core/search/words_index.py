"""PostgreSQL's index of words, for those who write very many entries at once.

Kept up to date row by row it takes most of the time of a large load; made at the end, a
fraction of it.  SQLite's full-text table has no such index.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_DROP = "DROP INDEX IF EXISTS search_entry_words"
_CREATE = "CREATE INDEX IF NOT EXISTS search_entry_words ON search_searchentry USING gin (vector)"


@contextmanager
def left_out() -> Iterator[None]:
    """Write without the index; it is made anew at the end, whatever happened.

    Searches are slow meanwhile.  A process that is killed leaves the portal without the index:
    `reindex` makes it again.
    """
    _execute(_DROP)
    try:
        yield
    finally:
        ensure()


def ensure() -> None:
    """Make the index if it is missing."""
    _execute(_CREATE)


def _execute(statement: str) -> None:
    if connection.vendor == "postgresql":
        connection.check_constraints()  # rows of this transaction that wait for it bar the way
        with connection.cursor() as cursor:
            cursor.execute(statement)
