"""Queries whose SQL is written once.

Writing the SQL of a query with many parts takes Django several times as long as the database
takes to answer it.  On pages that everybody asks for, such a query is written with markers in
place of its values, and each call puts the values in.  PostgreSQL can be given it once for each
connection, too: planning takes it longer than answering; see `portal.core.planned`.
"""

from collections.abc import Callable, Hashable, Sequence
from copy import copy
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import DateTimeField, Model, QuerySet
from django.db.models.query import ModelIterable
from django.db.models.sql.compiler import SQLCompiler

from portal.core.planned import Place, Statement

Row = TypeVar("Row", bound=Model)
_MARKERS: dict[type, Callable[[int], Hashable]] = {
    datetime: lambda place: datetime(2, 2, 1 + place, 12, tzinfo=UTC),
    int: lambda place: 2**62 + place,
}
"""Values that stand for nothing else in a query, by their type."""
_MOMENT = DateTimeField[Any, Any]() if TYPE_CHECKING else DateTimeField()


class Prepared:
    """A query for whole numbers (keys, counts), into which values of given types are put.

    `build` makes the QuerySet from values of the types `kinds`; it must use each as it is and
    look at none.  Rows are tuples as the database gives them: numbers, or None.

    `is_planned_once` is for queries that are answered best in the same way whatever the values:
    look-ups in an index.  PostgreSQL then plans without knowing them, and a moment that cuts off
    nearly all of a table looks to it like one that cuts off half.
    """

    def __init__(
        self,
        model: type[Model],
        build: Callable[..., QuerySet[Any, Any]],
        *kinds: type,
        is_planned_once: bool = False,
    ) -> None:
        self._model, self._build, self._kinds = model, build, kinds
        self._is_planned_once = is_planned_once
        self._written = lru_cache(maxsize=4)(self._write)

    def __call__(self, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows for these values; asks the database where the model is read."""
        connection = connections[router.db_for_read(self._model)]
        statement = self._written(connection.alias)[0]
        with connection.cursor() as cursor:
            cursor.execute(*statement.ready(connection, _adapted(values, connection)))
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

    def _write(self, alias: str) -> tuple[Statement, SQLCompiler]:
        markers = [_MARKERS[kind](place) for place, kind in enumerate(self._kinds)]
        return _write(self._build(*markers), markers, alias, self._is_planned_once)


class PreparedRows(Generic[Row]):
    """A query for rows of `model`, into which values of given types are put; see `Prepared`.

    Rows are looked up by their keys or those of what they hang on, so PostgreSQL plans once.
    `select_related` and `defer` are as in any query; nothing is prefetched.  Of the `kinds`,
    `list` stands for numbers, of which `build` is given a list.
    """

    def __init__(self, model: type[Row], build: Callable[..., QuerySet[Row]], *kinds: type) -> None:
        self._model, self._build, self._kinds = model, build, kinds
        self._written = lru_cache(maxsize=32)(self._write)

    def __call__(self, *values: Any) -> list[Row]:
        """Return the objects for these values; asks the database where the model is read."""
        connection = connections[router.db_for_read(self._model)]
        flat, counts = _flat(values)
        statement, compiler = self._written(connection.alias, counts)
        ready = statement.ready(connection, _adapted(flat, connection))
        asked: Any = _Asked(compiler, connection, ready)
        return list(ModelIterable(asked))

    def _write(self, alias: str, counts: tuple[int, ...]) -> tuple[Statement, SQLCompiler]:
        markers: list[Hashable] = []
        values: list[object] = []
        lists = iter(counts)
        for kind in self._kinds:
            own = next(lists) if kind is list else 1
            make = _MARKERS[int if kind is list else kind]
            made = [make(place) for place in range(len(markers), len(markers) + own)]
            markers += made
            values.append(made if kind is list else made[0])
        return _write(self._build(*values), markers, alias, is_planned_once=True)


class _Asked:
    """What `ModelIterable` asks of a QuerySet: a compiler, here one whose SQL is written."""

    _known_related_objects: dict[Any, Any] = {}

    def __init__(
        self, written: SQLCompiler, connection: BaseDatabaseWrapper, ready: tuple[str, list[Any]]
    ) -> None:
        self.db, self.query = connection.alias, self
        compiler: Any = copy(written)
        compiler.connection = connection  # that of this thread
        compiler.as_sql = lambda *args, **kwargs: ready
        # What is to be done with the columns was found when the SQL was written.
        compiler.get_converters = lambda columns: written.known_converters  # type: ignore[attr-defined]
        self._compiler: SQLCompiler = compiler

    def get_compiler(self, using: str) -> SQLCompiler:
        """Return the compiler."""
        return self._compiler


def _write(
    rows: QuerySet[Any, Any], markers: Sequence[Hashable], alias: str, is_planned_once: bool
) -> tuple[Statement, SQLCompiler]:
    compiler: Any = rows.query.get_compiler(using=alias)
    sql, params = compiler.as_sql()
    columns = [column for column, *_ in compiler.select[: compiler.col_count]]
    compiler.known_converters = compiler.get_converters(columns)
    places = {
        marker: Place(number) for number, marker in enumerate(_adapted(markers, connections[alias]))
    }
    params = [places.get(param, param) for param in params]
    return Statement(sql, params, is_planned_once), compiler


def _flat(values: Sequence[Any]) -> tuple[list[Any], tuple[int, ...]]:
    """Return the values one by one, and of how many each list is made.

    A list is filled up by its last number, so that a few statements do for all lengths.
    """
    flat: list[Any] = []
    counts = []
    for value in values:
        if isinstance(value, list):
            count = 1 << (len(value) - 1).bit_length() if value else 1
            value = value or [0]
            value = value + value[-1:] * (count - len(value))
            counts.append(count)
            flat += value
        else:
            flat.append(value)
    return flat, tuple(counts)


def _adapted(values: Sequence[object], connection: BaseDatabaseWrapper) -> list[Any]:
    """Return values as this database is given them."""
    return [
        _MOMENT.get_db_prep_value(value, connection) if isinstance(value, datetime) else value
        for value in values
    ]
