"""Columns of coded words, and the lookups that both databases answer alike."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import Lookup
from django.db.models.sql.compiler import SQLCompiler

from portal.core.search import postgresql, sqlite


class WordsField(models.TextField):
    """ASCII words, one space apart (`portal.core.search.words`)."""


@WordsField.register_lookup
class Matches(Lookup):
    """`words__matches=Match(...)`: an entry holds every term and nothing unwanted."""

    lookup_name = "matches"
    prepare_rhs = False

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        """Ask the GIN index for the words, and the text for their order."""
        table = compiler.quote_name_unless_alias(str(self.lhs.alias))
        sql, params = postgresql.Condition.of(self.rhs).sql(table)
        return f"({sql})", params

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        """Ask the full-text table, whose row numbers lead to the entries."""
        table = compiler.quote_name_unless_alias(str(self.lhs.alias))
        return f"{table}.id IN ({sqlite.MATCHING_IDS})", [sqlite.match_text(self.rhs)]
