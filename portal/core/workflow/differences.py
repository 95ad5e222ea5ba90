"""Two snapshots of an item as a list of what changed, in words for a page.

`differences(model, before, after)` gives one `Difference` per field that changed, `contents` every
field of one snapshot in the same form.  Rows to which snapshots point are shown by their names,
with one query for each relation that changed.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db.models import BooleanField, DateField, Field, ForeignKey
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from portal.core.content import Publishable
from portal.core.dates import date_and_time, short_date
from portal.core.media.models import Image
from portal.core.richtext import RichTextField
from portal.core.richtext.compare import (
    compare_html,
    compare_lists,
    compare_pictures,
    compare_text,
    compare_values,
)
from portal.core.snapshots import Snapshot, as_written_now

_LABELS = {"documents": "tài liệu đính kèm"}


class Kind(StrEnum):
    """What a field holds, and so how its difference is shown."""

    TEXT = "text"
    RICH_TEXT = "rich-text"
    LIST = "list"
    PICTURE = "picture"
    VALUE = "value"


@dataclass(frozen=True)
class Difference:
    """One field: its name in the snapshot, its label, and the comparison as markup."""

    name: str
    label: str
    kind: Kind
    markup: SafeString


def rich_text_fields(model: type[Publishable]) -> frozenset[str]:
    """Return the fields of a content type that hold rich text; `merge_fields` asks for them."""
    return frozenset(f.attname for f in model.content_fields() if isinstance(f, RichTextField))


def differences(
    model: type[Publishable],
    before: Snapshot,
    after: Snapshot,
    *,
    changes_only: bool = False,
    order: Sequence[str] = (),
    without: Collection[str] = (),
) -> list[Difference]:
    """Return what changed, in `order` (names of fields, as in a form); the rest follows.

    A field that `before` does not know came later than it, and is left out; an empty `before`
    stands for nothing.  `changes_only` folds long texts that stayed; `without` names fields that
    do not matter.
    """
    old, new = (as_written_now(model, snapshot) for snapshot in (before, after))
    return [
        _difference(model, name, old.get(name), new[name], changes_only=changes_only)
        for name in _ordered(model, new, order)
        if name not in without
        and (name in old or not old)
        and (old.get(name) or None) != (new[name] or None)
    ]


def contents(
    model: type[Publishable], snapshot: Snapshot, *, order: Sequence[str] = ()
) -> list[Difference]:
    """Return everything that a snapshot holds, without any mark; empty fields are left out."""
    values = as_written_now(model, snapshot)
    return [
        _difference(model, name, values[name], values[name], changes_only=False)
        for name in _ordered(model, values, order)
        if values[name] not in (None, "", [])
    ]


def _ordered(model: type[Publishable], snapshot: Snapshot, order: Sequence[str]) -> list[str]:
    """Return the names in a snapshot by the places of their fields in a form."""
    places = {name: place for place, name in enumerate(order)}

    def place(name: str) -> int:
        field = _column(model, name)
        return places.get(field.name if field is not None else name, len(places))

    return sorted(snapshot, key=place)


def _difference(
    model: type[Publishable], name: str, before: Any, after: Any, *, changes_only: bool
) -> Difference:
    field = _column(model, name)
    label = capfirst(_label(model, name, field))
    if field is None:
        return Difference(name, label, Kind.LIST, _lists(model, name, before, after))
    if isinstance(field, ForeignKey) and field.related_model is Image:
        return Difference(name, label, Kind.PICTURE, _pictures(before, after))
    if isinstance(field, RichTextField):
        markup = compare_html(before or "", after or "", changes_only=changes_only)
        return Difference(name, label, Kind.RICH_TEXT, markup)
    said = _in_words(field)
    if said is None:
        markup = compare_text(before or "", after or "", changes_only=changes_only)
        return Difference(name, label, Kind.TEXT, markup)
    return Difference(name, label, Kind.VALUE, compare_values(said(before), said(after)))


def _column(model: type[Publishable], name: str) -> "Field[Any, Any] | None":
    return next((field for field in model.content_fields() if field.attname == name), None)


def _label(model: type[Publishable], name: str, field: "Field[Any, Any] | None") -> str:
    if field is None and name not in _LABELS:
        relations = {relation.name: relation for relation in model._meta.many_to_many}
        return str(relations[name].verbose_name) if name in relations else name
    return str(field.verbose_name) if field is not None else _LABELS[name]


def _lists(
    model: type[Publishable], name: str, before: list[Any] | None, after: list[Any] | None
) -> SafeString:
    sides = before or [], after or []
    names = model.names_of(name, {value for side in sides for value in side})
    return compare_lists(*([names.get(value, _gone(value)) for value in side] for side in sides))


def _pictures(before: int | None, after: int | None) -> SafeString:
    found = Image.objects.in_bulk([number for number in (before, after) if number is not None])

    def shown(number: int | None) -> tuple[str, str] | None:
        if number is None:
            return None
        image = found.get(number)
        return (image.smallest_url, str(image)) if image is not None else ("", _gone(number))

    return compare_pictures(shown(before), shown(after))


def _in_words(field: "Field[Any, Any]") -> Callable[[Any], str] | None:
    """Return what tells a value of a column in words; None where the value is words itself."""
    if isinstance(field, ForeignKey):
        return lambda value: _row(field, value)
    if field.choices:
        labels = {str(key): str(label) for key, label in field.flatchoices}
        return lambda value: labels.get(str(value), str(value or ""))
    if isinstance(field, BooleanField):
        return lambda value: "Có" if value else "Không"
    if isinstance(field, DateField):
        return _moment
    return None if field.empty_strings_allowed else lambda v: "" if v is None else str(v)


def _row(field: "ForeignKey[Any, Any]", number: Any) -> str:
    if number is None:
        return ""
    row = field.remote_field.model._base_manager.filter(pk=number).first()
    return str(row) if row is not None else _gone(number)


def _moment(value: Any) -> str:
    moment: datetime | date | None = parse_datetime(str(value or ""))
    if isinstance(moment, datetime) and len(str(value)) > len("2026-05-23"):
        return date_and_time(moment)
    day = parse_date(str(value or "")[:10])
    return short_date(day) if day is not None else ""


def _gone(value: Any) -> str:
    return f"(số {value}, nay không còn)"
