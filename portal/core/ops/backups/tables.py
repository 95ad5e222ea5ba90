"""Which tables a backup holds, and what their rows look like.

A table of an application that says `not_in_backups` (True, or the names of those of its models) is
left out.  So are sessions: restored, they would let people in again who had signed out.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.apps import AppConfig, apps
from django.db import connections, models
from django.db.models.functions import Collate

from portal.core.ops.backups.kinds import kind_of, line_of

_OF_DJANGO = {"sessions"}
_AT_ONCE = 200
"""Rows in memory together; one may hold the whole text of a long item."""


class Table:
    """A model's table."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.name = model._meta.db_table
        self.fields = list(model._meta.local_concrete_fields)

    @cached_property
    def columns(self) -> list[list[str]]:
        """Name and kind of each column, in the order of a line."""
        return [[str(field.column), kind_of(field)] for field in self.fields]

    @cached_property
    def kinds(self) -> list[str]:
        """The kinds alone."""
        return [kind for _, kind in self.columns]

    def count(self, using: str) -> int:
        """Return how many rows there are."""
        return self.model._base_manager.using(using).count()

    def lines(self, using: str) -> Iterator[bytes]:
        """Walk the rows in the order of their keys, a few at a time."""
        rows = self.model._base_manager.using(using).order_by(self._order(using))
        values = rows.values_list(*(field.attname for field in self.fields))
        for row in values.iterator(_AT_ONCE):
            yield line_of(row, self.kinds)

    def _order(self, using: str) -> Any:
        """Return the key; words in the order of their letters' codes, as SQLite has them."""
        key: models.Field[Any, Any] = self.model._meta.pk
        if connections[using].vendor == "postgresql" and isinstance(key, models.CharField):
            return Collate("pk", "C")
        return "pk"


def all_tables() -> list[Table]:
    """Return every table of the portal's models."""
    every = apps.get_models(include_auto_created=True)
    stored = [each for each in every if each._meta.managed and not each._meta.proxy]
    return sorted(map(Table, stored), key=lambda table: table.name)


def kept_tables() -> list[Table]:
    """Return the tables that a backup holds."""
    return [table for table in all_tables() if not is_left_out(table)]


def is_left_out(table: Table) -> bool:
    """Return whether backups do without a table."""
    config = _application_of(table)
    left_out = getattr(config, "not_in_backups", config.label in _OF_DJANGO)
    return left_out is True or bool(left_out and table.model.__name__ in left_out)


def stays(table: Table) -> bool:
    """Return whether a restore does not touch a table: the record of this machine's own runs."""
    return _application_of(table).label == "ops"


def _application_of(table: Table) -> AppConfig:
    return apps.get_app_config(table.model._meta.app_label)
