"""Values of columns as JSON and back, exactly, whichever database they come from or go to.

Neither a model's own fields nor its `save` have a word here: they would normalise, clean and date
what must come back as it was.
"""

import base64
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from portal.core.ops.backups.refusal import Refusal

Value = Callable[[Any], Any]


class Kind(NamedTuple):
    """How values of one type of column are written, and read again."""

    encode: Value
    decode: Value


def _same(value: Any) -> Any:
    return value


_MICROSECOND = timedelta(microseconds=1)
_SPECIAL = {
    "DateTimeField": Kind(lambda v: v.astimezone(UTC).isoformat(), datetime.fromisoformat),
    "DateField": Kind(date.isoformat, date.fromisoformat),
    "TimeField": Kind(time.isoformat, time.fromisoformat),
    "DurationField": Kind(lambda v: v // _MICROSECOND, lambda v: timedelta(microseconds=v)),
    "DecimalField": Kind(str, Decimal),
    "UUIDField": Kind(str, UUID),
    "BinaryField": Kind(lambda v: base64.b64encode(bytes(v)).decode(), base64.b64decode),
    "JSONField": Kind(_same, _same),
    "GenericIPAddressField": Kind(str, str),
}
_NUMBERS = ("", "Big", "Small", "Positive", "PositiveBig", "PositiveSmall")
_PLAIN = {
    *(f"{size}IntegerField" for size in _NUMBERS),
    *("AutoField", "BigAutoField", "SmallAutoField", "BooleanField", "FloatField"),
    *("CharField", "TextField", "SlugField", "FileField", "FilePathField"),
}


def kind_of(field: "models.Field[Any, Any]") -> str:
    """Return the name of the type of a column; of a reference that of what it points at."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    name = field.get_internal_type()
    if name not in _SPECIAL and name not in _PLAIN:
        raise Refusal(f"Cổng chưa biết sao lưu cột {field} (kiểu {name}).")
    return name


def line_of(values: Any, kinds: list[str]) -> bytes:
    """Return a row as one line; equal rows make equal lines on both databases."""
    encoded = [
        value if value is None or kind in _PLAIN else _SPECIAL[kind].encode(value)
        for value, kind in zip(values, kinds, strict=True)
    ]
    text = json.dumps(encoded, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.encode() + b"\n"


def row_of(
    line: bytes, columns: list[tuple[str, bool]], connection: BaseDatabaseWrapper
) -> list[Any]:
    """Return the values of a line as the database takes them; `columns`: kind, may be NULL."""
    values = json.loads(line)
    return [
        _adapted(value, kind, nullable, connection)
        for value, (kind, nullable) in zip(values, columns, strict=True)
    ]


def _adapted(value: Any, kind: str, nullable: bool, connection: BaseDatabaseWrapper) -> Any:
    # JSON's own null in a column that may not be NULL is a value, elsewhere it is read as none.
    if kind in _PLAIN or (value is None and (nullable or kind != "JSONField")):
        return value
    return _field(kind).get_db_prep_value(_SPECIAL[kind].decode(value), connection, prepared=True)


@cache
def _field(kind: str) -> "models.Field[Any, Any]":
    """Return one of Django's own fields, which knows what each database takes."""
    field: models.Field[Any, Any] = getattr(models, kind)()
    return field
