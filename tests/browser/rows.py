"""What the migrations stored, put back as rows before each test.

Django keeps it as a text and makes and saves objects of it, one by one: about a thousand, a quarter
of a second before each test that commits.  Rows take a tenth of that.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, transaction


@dataclass
class Table:
    """The rows of one table, and the statement that stores one."""

    insert: str
    rows: list[tuple[Any, ...]]


def read() -> list[Table]:
    """Return the rows of all models' tables that have any."""
    quote = connection.ops.quote_name
    tables = []
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if meta.proxy or not meta.managed:
            continue
        fields = [field for field in meta.local_concrete_fields if not field.generated]
        names = ", ".join(quote(str(field.column)) for field in fields)
        places = ", ".join(["%s"] * len(fields))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {names} FROM {quote(meta.db_table)}")  # noqa: S608
            rows = cursor.fetchall()
        if rows:
            into = f"INSERT INTO {quote(meta.db_table)} ({names})"
            tables.append(Table(f"{into} VALUES ({places}) ON CONFLICT DO NOTHING", rows))
    return tables


def write(tables: list[Table]) -> None:
    """Store what is not there; before the first test, all is."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            cursor.executemany(table.insert, table.rows)
