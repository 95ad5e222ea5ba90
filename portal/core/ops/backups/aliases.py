"""Connections of a backup's own: a second one to the database, which sees a single moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy

from django.db import connections, transaction

_ALIAS = "of_one_moment"


@contextmanager
def of_one_moment() -> Iterator[str]:
    """Give a connection that sees the database as it is now, while others go on writing.

    On SQLite a transaction that only reads hinders nobody; the portal's own would take the lock
    for writing at its start.
    """
    database = deepcopy(connections["default"].settings_dict)
    database["CONN_MAX_AGE"] = 0
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"]["transaction_mode"] = "DEFERRED"
    connections.databases[_ALIAS] = database
    try:
        with transaction.atomic(using=_ALIAS):
            _begin()
            yield _ALIAS
    finally:
        connections[_ALIAS].close()
        del connections[_ALIAS]
        del connections.databases[_ALIAS]


def _begin() -> None:
    """Fix the moment: by the first statement on PostgreSQL, by the first reading on SQLite."""
    connection = connections[_ALIAS]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT 1")
        else:
            cursor.execute("SELECT 1 FROM sqlite_master LIMIT 1")
            cursor.fetchall()
