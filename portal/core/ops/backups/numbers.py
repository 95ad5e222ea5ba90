"""Which number a table gives next.

The number of a row that is gone must not be given to another: the audit trail speaks of it.
"""

from typing import Any

from django.db import connections, models
from django.db.backends.utils import CursorWrapper

from portal.core.ops.backups.tables import Table


def last_number(table: Table, using: str) -> int | None:
    """Return the last number that a table has given, or None where it gives none."""
    if not isinstance(table.model._meta.pk, models.AutoField):
        return None
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return _one(cursor, "SELECT seq FROM sqlite_sequence WHERE name = %s", table.name) or 0
        sequence = _sequence(cursor, table)
        cursor.execute(f"SELECT last_value, is_called FROM {sequence}")
        last, is_called = cursor.fetchone()
        return int(last) if is_called else int(last) - 1


def set_last_number(table: Table, last: int) -> None:
    """Let the default database's table go on after `last`, within the transaction.

    PostgreSQL's `setval` is not undone with its transaction; ALTER SEQUENCE is.
    """
    connection = connections["default"]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table.name])
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", (table.name, last)
            )
        else:
            cursor.execute(f"ALTER SEQUENCE {_sequence(cursor, table)} RESTART WITH {last + 1:d}")


def _sequence(cursor: CursorWrapper, table: Table) -> str:
    parts = (f'"{table.name}"', str(table.model._meta.pk.column))
    return str(_one(cursor, "SELECT pg_get_serial_sequence(%s, %s)", *parts))


def _one(cursor: CursorWrapper, question: str, *parts: str) -> Any:
    cursor.execute(question, parts)
    row = cursor.fetchone()
    return row[0] if row else None
