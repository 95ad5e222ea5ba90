"""The newest entries that match, on either database."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple, Self

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import connection

from portal.core.search import postgresql, sqlite
from portal.core.search.match import Match
from portal.core.search.models.entries import SearchEntryQuerySet
from portal.core.search.stretches import stretches

LOOKED_AT = 2_000
"""Of so many of the newest entries with all words PostgreSQL reads the text for their order."""


class Found(NamedTuple):
    """An entry that a search has found."""

    id: int
    content_type_id: int
    object_id: int
    published_at: datetime | None
    filed_under: int | None

    @classmethod
    def of(cls, row: Sequence[Any]) -> Self:
        """Return what a row of the database says; SQLite gives moments without their zone."""
        pk, content_type_id, object_id, published_at, filed_under = row
        if published_at is not None and published_at.tzinfo is None:
            published_at = published_at.replace(tzinfo=UTC)
        return cls(pk, content_type_id, object_id, published_at, filed_under)


Where = tuple[str, list[Any]]


def newest(entries: SearchEntryQuerySet, match: Match, limit: int) -> list[Found]:
    """Return the newest of `entries` that match, at most `limit`; undated ones come first.

    `entries` are narrowed by columns of their own table only.  Both databases give the same
    answer, unless a phrase is looked for whose words are in more than `LOOKED_AT` entries:
    PostgreSQL then knows the newest of them.
    """
    where = _where(entries)
    if where is None or not match.query or limit <= 0:
        return []
    if connection.vendor == "sqlite":
        sql = sqlite.newest_sql(Found._fields, where[0])
        return [Found.of(row) for row in _rows(sql, [sqlite.match_text(match), *where[1], limit])]
    found: list[Found] = []
    for periods in stretches():
        found, is_all = _newest_within(where, match, limit, periods)
        if is_all:
            break
    return found


def _newest_within(
    where: Where, match: Match, limit: int, periods: Sequence[str]
) -> tuple[list[Found], bool]:
    """Return the newest within some periods, and whether older ones could add anything."""
    condition = postgresql.Condition.of(match, periods)
    if not condition.text:
        rows = _rows(*postgresql.newest_sql(Found._fields, where, condition, limit))
        return [Found.of(row) for row in rows], len(rows) >= limit
    rows = _rows(*postgresql.newest_sql(Found._fields, where, condition, LOOKED_AT))
    found = [Found.of(row) for *row, fits in rows if fits][:limit]
    return found, len(found) >= limit or len(rows) >= LOOKED_AT


def _where(entries: SearchEntryQuerySet) -> Where | None:
    """Return the condition of `entries` as it stands behind WHERE; None if it holds for none."""
    compiler = entries.query.get_compiler(connection=connection)
    try:
        compiler.pre_sql_setup()
        sql, params = compiler.compile(entries.query.where)
    except EmptyResultSet:
        return None
    except FullResultSet:
        return "1 = 1", []
    return sql, list(params)


def _rows(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())
