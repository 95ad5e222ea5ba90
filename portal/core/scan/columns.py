"""Every text that the portal keeps, read row by row: no content type is known by name.

An application's `not_scanned` is True, or the names of its models or of their columns
("Model.column"); without it, what no page shows (`not_on_pages`) is not looked at.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import models

from portal.core.richtext import RichTextField
from portal.core.scan.markup import Text, text_of

Column: TypeAlias = "models.Field[Any, Any]"
BATCH = 100
"""Rows that are in memory at a time; a text may have a megabyte."""
_FOLDED = {"search_words", "sort_key"}
"""Columns that repeat others of their row, folded."""


@dataclass(frozen=True)
class Stored:
    """One text of one row."""

    model: type[models.Model]
    pk: int
    column: Column
    value: str

    @property
    def is_rich(self) -> bool:
        """Whether pages print it as HTML."""
        return isinstance(self.column, RichTextField)

    @property
    def place(self) -> str:
        """Where it is, for people: "bài viết 12, nội dung"."""
        meta = self.model._meta
        return f"{meta.verbose_name} {self.pk}, {self.column.verbose_name}"

    @property
    def about(self) -> tuple[str, int]:
        """The row."""
        return self.model._meta.label, self.pk

    @cached_property
    def text(self) -> Text:
        """What readers read of it, and its links."""
        return text_of(self.value) if self.is_rich else Text(self.value)


def own_apps() -> Iterator[AppConfig]:
    """Yield the applications that are the portal's own code."""
    for config in apps.get_app_configs():
        if Path(config.path) == settings.BASE_DIR.joinpath(*config.name.split(".")):
            yield config


def scanned() -> Iterator[tuple[type[models.Model], list[Column]]]:
    """Yield the models with the columns that are looked at."""
    for config in own_apps():
        left_out = getattr(config, "not_scanned", getattr(config, "not_on_pages", ()))
        if left_out is True:
            continue
        for model in config.get_models():
            columns = [c for c in texts_of(model) if f"{model.__name__}.{c.name}" not in left_out]
            if columns and model.__name__ not in left_out:
                yield model, columns


def texts_of(model: type[models.Model]) -> list[Column]:
    """Return the columns of a model in which somebody's words or addresses can stand."""
    kinds = (models.CharField, models.TextField, models.JSONField)
    return [
        column
        for column in model._meta.concrete_fields
        if isinstance(column, kinds) and not column.choices and column.name not in _FOLDED
    ]


def rows_of(model: type[models.Model], columns: list[Column]) -> Iterator[Any]:
    """Yield the texts of each row, in the order of numbers, a batch in memory at a time."""
    names = [column.attname for column in columns]
    rows = model._base_manager.order_by("pk").values_list("pk", *names)
    last = None
    while batch := list((rows if last is None else rows.filter(pk__gt=last))[:BATCH]):
        for pk, *values in batch:
            pairs = zip(columns, values, strict=True)
            yield [Stored(model, pk, c, text) for c, v in pairs for text in _strings(v) if text]
        last = batch[-1][0]


def _strings(value: Any) -> Iterator[str]:
    """Yield the texts in a value; JSON has them at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
