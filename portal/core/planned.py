"""Statements that PostgreSQL plans once for each connection.

Planning a query of ten parts takes PostgreSQL two to four times as long as answering it.  What is
asked again and again is therefore given to it once by name (PREPARE) and then called (EXECUTE).
A pooler that hands a connection on after each transaction would lose the names; the portal wants
one that does so after each session, as `docs/lon-len.md` says.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

from django.db.backends.base.base import BaseDatabaseWrapper

_NUMBERS = count(1)
_KNOWN: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()
"""The names that each open connection has been given."""


@dataclass(frozen=True)
class Place:
    """Where a value goes."""

    number: int


@dataclass(frozen=True)
class Statement:
    """A statement that reads; its parameters are values, or the places of values."""

    sql: str
    params: list[Any]
    is_planned_once: bool
    name: str = field(default_factory=lambda: f"cong_{next(_NUMBERS)}")

    def ready(
        self, connection: BaseDatabaseWrapper, values: Sequence[Any]
    ) -> tuple[str, list[Any]]:
        """Return SQL and parameters as a cursor of `connection` executes them."""
        if not (self.is_planned_once and _keeps_names(connection)):
            given = [values[p.number] if isinstance(p, Place) else p for p in self.params]
            return self.sql, given
        # As a cursor would do later, which may find the connection broken and open another one.
        connection.close_if_health_check_failed()
        connection.ensure_connection()
        known = _KNOWN.get(connection.connection)
        if known is None:
            known = _KNOWN[connection.connection] = set()
            _plan_without_values(connection.connection)
        if self.name not in known:
            self._prepare(connection.connection, values)
            known.add(self.name)
        marks = ", ".join(["%s"] * len(values))
        return f"EXECUTE {self.name}{f' ({marks})' if marks else ''}", list(values)

    def _prepare(self, connection: Any, values: Sequence[Any]) -> None:
        """Give the server the statement; past Django, to which it is no query of a page."""
        from psycopg2.extensions import AsIs

        kinds = ", ".join("bigint" if isinstance(v, int) else "timestamptz" for v in values)
        params = [AsIs(f"${p.number + 1}") if isinstance(p, Place) else p for p in self.params]
        with connection.cursor() as cursor:
            sql = cursor.mogrify(self.sql, params).decode()
            cursor.execute(f"PREPARE {self.name}{f' ({kinds})' if kinds else ''} AS {sql}")


def _plan_without_values(connection: Any) -> None:
    """Spare the server planning each statement five times more, to see whether values matter."""
    with connection.cursor() as cursor:
        cursor.execute("SET plan_cache_mode = force_generic_plan")


def _keeps_names(connection: BaseDatabaseWrapper) -> bool:
    """Return whether a connection lives long enough for a name to pay."""
    return connection.vendor == "postgresql" and connection.settings_dict["CONN_MAX_AGE"] != 0
