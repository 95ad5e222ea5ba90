"""A column of folded words and the one lookup that both databases answer alike."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import Lookup
from django.db.models.sql.compiler import SQLCompiler

# SQLite's full-text table; triggers made by the migration keep it equal to the column.
_FTS_MATCH = "SELECT rowid FROM search_words WHERE search_words MATCH %s"


class WordsField(models.TextField):
    """Folded ASCII words, one space apart (`portal.core.text.fold`)."""


class _Words(Lookup):
    """Every one of the folded words occurs.

    The words must come from `fold`, so that they are letters and digits only and no query
    syntax of either engine can be smuggled in; both engines get them quoted all the same.
    """

    prepare_rhs = False
    last_on_postgresql = last_on_sqlite = ""
    """What stands behind the last word."""

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        """Match by the column that the database derives from the words, and its GIN index."""
        query = " & ".join(f"'{word}'" for word in self.rhs) + self.last_on_postgresql
        return f"{self._table(compiler)}.vector @@ to_tsquery('simple', %s)", [query]

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        """Match by the FTS5 table, whose row numbers are those of the entries."""
        query = " AND ".join(f'"{word}"' for word in self.rhs) + self.last_on_sqlite
        return f"{self._table(compiler)}.id IN ({_FTS_MATCH})", [query]

    def _table(self, compiler: SQLCompiler) -> str:
        return compiler.quote_name_unless_alias(str(self.lhs.alias))


@WordsField.register_lookup
class HasWords(_Words):
    """`words__has=["duong", "hung"]`: every one of the folded words occurs."""

    lookup_name = "has"


@WordsField.register_lookup
class HasWordsSoFar(_Words):
    """`words__has_so_far=["duong", "hu"]`: the same, and the last one is still being typed."""

    lookup_name = "has_so_far"
    last_on_postgresql, last_on_sqlite = ":*", "*"
