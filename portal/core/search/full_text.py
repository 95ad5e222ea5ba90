"""The full-text half of the index, which Django's models cannot say.

On PostgreSQL one GIN index over the words of four columns; on SQLite an FTS5 table that triggers
keep equal to them.  `ensure` makes whatever is missing and may be called at any time: after each
`migrate`, because a migration that rebuilds the table on SQLite takes its triggers along.  A
change of these definitions needs a migration that calls `remove` and `ensure`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from portal.core.search.postgresql import CREATE_VECTOR, VECTOR, vector
from portal.core.search.sqlite import STEP, UNDATED

INDEX = "search_entry_words"
_TABLE = "search_searchentry"
_COLUMNS = ("title", "title_exact", "words", "words_exact")

_VECTORS = ", ".join(f"({vector(column, _TABLE)})" for column in _COLUMNS)
_POSTGRESQL = [
    CREATE_VECTOR,
    # Words go to a place of their own, so that the rows that a search looks at are small.
    f"ALTER TABLE {_TABLE} SET (toast_tuple_target = 256)",
    f"CREATE INDEX IF NOT EXISTS {INDEX} ON {_TABLE} USING gin ({_VECTORS})",
]


def _position(row: str) -> str:
    """Return the row number in the full-text table: newest last, undated after all dated."""
    minutes = f"CAST(strftime('%s', {row}.published_at) AS INTEGER) / 60"
    return f"coalesce(max({minutes}, 0), {UNDATED}) * {STEP} + {row}.id"


_NAMES = ", ".join(_COLUMNS)
_NEW = ", ".join(f"new.{column}" for column in _COLUMNS)
_OLD = ", ".join(f"old.{column}" for column in _COLUMNS)
_LEARN = f"INSERT INTO search_words (rowid, {_NAMES}) VALUES ({_position('new')}, {_NEW});"
_FORGET = (
    f"INSERT INTO search_words (search_words, rowid, {_NAMES})"
    f" VALUES ('delete', {_position('old')}, {_OLD});"
)
_TRIGGERS = {
    "insert": f"AFTER INSERT ON {_TABLE} BEGIN {_LEARN} END",
    "delete": f"AFTER DELETE ON {_TABLE} BEGIN {_FORGET} END",
    "update": f"AFTER UPDATE OF published_at, {_NAMES} ON {_TABLE} BEGIN {_FORGET} {_LEARN} END",
}
# The view is what the table is compared with, and made anew from.
_SOURCE = (
    f"CREATE VIEW IF NOT EXISTS search_words_source AS SELECT {_position('entry')} AS position,"
    f" {_NAMES} FROM {_TABLE} entry"
)
_FULL_TEXT = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS search_words USING fts5({_NAMES},"
    " content='search_words_source', content_rowid='position', tokenize='ascii', columnsize=0)"
)
_SQLITE = [
    _SOURCE,
    _FULL_TEXT,
    *(f"CREATE TRIGGER IF NOT EXISTS search_words_{n} {body}" for n, body in _TRIGGERS.items()),
]


def ensure() -> None:
    """Make what is missing of it."""
    _execute(_POSTGRESQL if connection.vendor == "postgresql" else _SQLITE)


def remove() -> None:
    """Take it away; the entries stay."""
    if connection.vendor == "postgresql":
        _execute([f"DROP INDEX IF EXISTS {INDEX}", f"DROP FUNCTION IF EXISTS {VECTOR}(text)"])
        return
    _execute(
        [
            *(f"DROP TRIGGER IF EXISTS search_words_{name}" for name in _TRIGGERS),
            "DROP TABLE IF EXISTS search_words",
            "DROP VIEW IF EXISTS search_words_source",
        ]
    )


def rebuild() -> None:
    """Make SQLite's full-text table anew from the entries."""
    if connection.vendor == "sqlite":
        _execute(["INSERT INTO search_words (search_words) VALUES ('rebuild')"])


def is_sound() -> bool:
    """Return whether the full-text table holds exactly the words of the entries.

    PostgreSQL keeps its index right by itself.  Takes about as long as making it anew.
    """
    if connection.vendor != "sqlite":
        return True
    from django.db import DatabaseError

    try:
        _execute(["INSERT INTO search_words (search_words, rank) VALUES ('integrity-check', 1)"])
    except DatabaseError:
        return False
    return True


@contextmanager
def left_out() -> Iterator[None]:
    """Write very many entries without PostgreSQL's index; it is made anew at the end.

    Kept up to date row by row it takes most of the time of a large load.  Searches are slow
    meanwhile; a process that is killed leaves the portal without the index until `ensure` is
    called.  SQLite's table has no such price.
    """
    if connection.vendor == "postgresql":
        remove()
    try:
        yield
    finally:
        ensure()


def _execute(statements: list[str]) -> None:
    if connection.vendor == "postgresql":
        connection.check_constraints()  # rows of this transaction that wait for it bar the way
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
