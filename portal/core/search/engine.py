"""The newest entries that match, on either database."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import starmap
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from portal.core.search import postgresql, sqlite
from portal.core.search.match import Match
from portal.core.search.models.entries import SearchEntryQuerySet
from portal.core.search.stretches import stretches

LOOKED_AT = 1_000
"""Of so many of the newest entries with all words PostgreSQL reads the text for their order."""

_SHARE_IN_TITLES = 0.1
"""How much of what has a word has it in its title, about."""


class Found(NamedTuple):
    """An entry that a search has found."""

    id: int
    content_type_id: int
    object_id: int
    filed_under: int | None
    minute: int | None
    """When it was published, in minutes since 1970: a thousand moments cost more to make."""
    title: str
    """The words of the title by which it was found; empty where it was found by others."""

    @property
    def published_at(self) -> datetime | None:
        """The minute of its publication."""
        return None if self.minute is None else datetime.fromtimestamp(self.minute * 60, UTC)


Where = tuple[str, list[Any]]


def newest(entries: SearchEntryQuerySet, match: Match, limit: int) -> list[Found]:
    """Return the newest of `entries` that match, at most `limit`; undated ones come first.

    `entries` are narrowed by columns of their own table only.  Both databases give the same
    answer, unless a phrase is looked for whose words are in more than `LOOKED_AT` entries:
    PostgreSQL then knows the newest of them.
    """
    connection = connections[entries.db]
    where = _where(entries, connection)
    if where is None or not match.query or limit <= 0:
        return []
    if connection.vendor == "sqlite":
        sql = sqlite.newest_sql(where[0], match)
        rows = _rows(connection, sql, [sqlite.match_text(match), *where[1], limit])
        return list(starmap(Found, rows))
    return _newest_by_stretches(connection, where, match, limit)


def _newest_by_stretches(
    connection: BaseDatabaseWrapper, where: Where, match: Match, limit: int
) -> list[Found]:
    """Look through one stretch of time after the other until there is enough."""
    found: list[Found] = []
    looked_at = 0
    share = match.query.share * (_SHARE_IN_TITLES if match.in_title else 1)
    for stretch in stretches(share, limit):
        condition = postgresql.Condition.of(match, stretch)
        wanted = LOOKED_AT - looked_at if condition.text else limit - len(found)
        rows = _rows(connection, *postgresql.newest_sql(where, match, condition, wanted))
        looked_at += len(rows)
        if condition.text:
            rows = [row[:-1] for row in rows if row[-1]]
        found += starmap(Found, rows[: limit - len(found)])
        if len(found) >= limit or (condition.text and looked_at >= LOOKED_AT):
            break
    return found


def _where(entries: SearchEntryQuerySet, connection: BaseDatabaseWrapper) -> Where | None:
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


def _rows(
    connection: BaseDatabaseWrapper, sql: str, params: Sequence[Any]
) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())
