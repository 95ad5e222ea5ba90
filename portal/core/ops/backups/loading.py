"""Putting the rows of a backup into the default database, within the caller's transaction.

All of it or nothing, on both databases: who is killed before the end has changed nothing.
"""

import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connections

from portal.core.audit import guard
from portal.core.ops.backups import files
from portal.core.ops.backups.kinds import row_of
from portal.core.ops.backups.making import Progress
from portal.core.ops.backups.manifest import Manifest, TableEntry
from portal.core.ops.backups.numbers import set_last_number
from portal.core.ops.backups.refusal import Refusal
from portal.core.ops.backups.tables import Table, all_tables, stays
from portal.core.search import full_text

_ROWS, _BYTES = 200, 2**21
"""How much one statement brings at most."""


def replace_rows(place: Path, told: Manifest, progress: Progress) -> None:
    """Leave in the database exactly the rows of a backup, and prove it."""
    tables = {table.name: table for table in all_tables()}
    listed = {entry.name for entry in told.tables}
    emptied = [each for each in tables.values() if each.name in listed or not stays(each)]
    _empty(emptied)
    done = 0
    for entry in told.tables:
        _load(place, tables[entry.name], entry)
        done += entry.rows
        progress("Ghi vào cơ sở dữ liệu", done, told.rows)
    _settle()
    for entry in told.tables:
        if entry.last_number is not None:
            set_last_number(tables[entry.name], entry.last_number)
    compare(told, progress)


def compare(told: Manifest, progress: Progress) -> None:
    """Read every row again: are there as many, and do they say the same as when they were kept?"""
    tables = {table.name: table for table in all_tables()}
    done = 0
    for entry in told.tables:
        made, rows = files.new_hash(), 0
        for line in tables[entry.name].lines("default"):
            made.update(line)
            rows += 1
        if (rows, made.hexdigest()) != (entry.rows, entry.sha256):
            raise Refusal(
                f"Bảng {entry.name} đọc lại không giống bản sao ({rows} dòng, cần {entry.rows}); "
                "đã bỏ những gì vừa ghi."
            )
        done += rows
        progress("Đọc lại để so", done, told.rows)


def _empty(tables: list[Table]) -> None:
    connection = connections["default"]
    names = [connection.ops.quote_name(table.name) for table in tables]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Where the portal still holds them, whoever asks next waits behind us.
            cursor.execute("SET LOCAL lock_timeout = '20s'")
            guard.remove()
            full_text.remove()  # kept up to date row by row it takes most of the time
            cursor.execute(f"TRUNCATE {', '.join(names)}")
            return
        guard.remove()
        for name in names:
            cursor.execute(f"DELETE FROM {name}")


def _load(place: Path, table: Table, entry: TableEntry) -> None:
    at = 0
    try:
        for lines in _batches(place / entry.path):
            _insert(table, lines)
            at += len(lines)
    except DatabaseError as error:
        raise Refusal(
            f"Bảng {table.name}, sau dòng {at}: cơ sở dữ liệu không nhận. {error}"
        ) from error
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise Refusal(f"Không đọc được {entry.path}, sau dòng {at}: {error}") from error


def _batches(path: Path) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    size = 0
    with files.unpacked(path) as lines:
        for line in lines:
            batch.append(line)
            size += len(line)
            if len(batch) == _ROWS or size > _BYTES:
                yield batch
                batch, size = [], 0
    if batch:
        yield batch


def _insert(table: Table, lines: list[bytes]) -> None:
    """Add rows; past Django's log of statements, which would keep them all in memory."""
    connection = connections["default"]
    quote = connection.ops.quote_name
    columns = [(kind, field.null) for kind, field in zip(table.kinds, table.fields, strict=True)]
    rows = [row_of(line, columns, connection) for line in lines]
    names = ", ".join(quote(str(field.column)) for field in table.fields)
    one = f"({', '.join(['%s'] * len(columns))})"
    begin = f"INSERT INTO {quote(table.name)} ({names}) VALUES "
    with connection.wrap_database_errors, closing(connection.create_cursor()) as cursor:
        if connection.vendor == "postgresql":
            values: list[Any] = [value for row in rows for value in row]
            cursor.execute(begin + ", ".join([one] * len(rows)), values)
        else:
            cursor.executemany(begin + one, rows)


def _settle() -> None:
    """Make what hangs on the rows: the search, the guard of the trail, the references."""
    try:
        full_text.ensure()
        full_text.rebuild()
        connections["default"].check_constraints()
    except DatabaseError as error:
        raise Refusal(f"Các bảng của bản sao không khớp nhau: {error}") from error
    guard.ensure()
    ContentType.objects.clear_cache()
