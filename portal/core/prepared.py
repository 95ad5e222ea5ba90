"""Queries whose SQL is written once.

Writing the SQL of a query with many parts takes Django several times as long as the database
takes to answer it.  On pages that everybody asks for, such a query is written with markers in
place of its values, and each call puts the values in.
"""

from collections.abc import Callable, Hashable
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import DateTimeField, Model, QuerySet

_MARKERS: dict[type, Callable[[int], Hashable]] = {
    datetime: lambda place: datetime(2, 2, 1 + place, 12, tzinfo=UTC),
    int: lambda place: -(2**62) - place,
}
"""Values that stand for nothing else in a query, by their type."""
_MOMENT = DateTimeField[Any, Any]() if TYPE_CHECKING else DateTimeField()


class Prepared:
    """A query for whole numbers (keys, counts), into which values of given types are put.

    `build` makes the QuerySet from values of the types `kinds`; it must use each as it is and
    look at none.  Rows are tuples as the database gives them: numbers, or None.
    """

    def __init__(
        self, model: type[Model], build: Callable[..., QuerySet[Any, Any]], *kinds: type
    ) -> None:
        self._model, self._build, self._kinds = model, build, kinds
        self._written = lru_cache(maxsize=4)(self._write)

    def __call__(self, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows for these values; asks the database where the model is read."""
        connection = connections[router.db_for_read(self._model)]
        sql, params = self._written(connection.alias)
        given = [_adapted(value, connection) for value in values]
        with connection.cursor() as cursor:
            cursor.execute(sql, [given[p.place] if isinstance(p, _Place) else p for p in params])
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

    def _write(self, alias: str) -> tuple[str, list[Any]]:
        markers = [_MARKERS[kind](place) for place, kind in enumerate(self._kinds)]
        sql, params = self._build(*markers).query.get_compiler(using=alias).as_sql()
        adapted = [_adapted(marker, connections[alias]) for marker in markers]
        places = {marker: _Place(place) for place, marker in enumerate(adapted)}
        return sql, [places.get(param, param) for param in params]


class _Place:
    """Where a value goes."""

    def __init__(self, place: int) -> None:
        self.place = place


def _adapted(value: object, connection: BaseDatabaseWrapper) -> Any:
    """Return a value as this database is given it."""
    if isinstance(value, datetime):
        return _MOMENT.get_db_prep_value(value, connection)
    return value
