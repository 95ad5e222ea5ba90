"""All that is stored of one person, as JSON; docs/du-lieu-ca-nhan.md describes its form.

Written line by line: an editor of many years has a hundred thousand rows in the trail.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone

from portal.core.accounts.models import User
from portal.core.audit.chain import record
from portal.core.audit.verbs import Verb
from portal.core.notices.mails import portal_name
from portal.core.privacy.finding import named_rows, own_rows
from portal.core.privacy.holdings import Holding, holdings
from portal.core.privacy.people import Person

_SECRETS = {"password", "key"}
_AT_ONCE = 500
_SOMEBODY_ELSE = "người khác"


def note(person: Person, *, by: User | None) -> None:
    """Add to the trail that somebody's data was handed out; who has no account is not named."""
    title = "" if person.account else "người không có tài khoản"
    record(Verb.PERSONAL_DATA_HANDED_OUT, by=by, about=person.account, title=title)


def export(person: Person, *, with_private: bool = True) -> Iterator[str]:
    """Return the lines of the answer; `with_private` for the person alone."""
    head = {
        "portal": portal_name(),
        "made_at": timezone.localtime().isoformat(timespec="seconds"),
        "person": str(person),
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "tables": ['
    between = "\n"
    for holding in holdings():
        is_left_out = holding.declared.is_private and not with_private
        rows = iter(()) if is_left_out else _rows(holding, person)
        first = next(rows, None)
        if first is None and not is_left_out:
            continue
        yield between + json.dumps(_about(holding, is_left_out), ensure_ascii=False)[:-1]
        yield ', "rows": ['
        if first is not None:
            yield "\n" + first
            yield from (",\n" + row for row in rows)
        yield "]}"
        between = ",\n"
    yield "\n]}\n"


def _about(holding: Holding, is_left_out: bool) -> dict[str, str]:
    declared = holding.declared
    about = {
        "table": holding.table,
        "title": holding.title,
        "purpose": declared.purpose,
        "kept": holding.kept,
        "on_request": declared.on_request.value,
        "because": declared.because,
    }
    if is_left_out:
        about["left_out"] = "chỉ chính người ấy lấy được phần này"
    return about


def _rows(holding: Holding, person: Person) -> Iterator[str]:
    declared = holding.declared
    named = [*holding.accounts, *declared.context]
    own = [name for name in declared.fields if name not in declared.withheld]
    yield from _lines(own_rows(holding, person), [*own, *declared.context], person)
    yield from _lines(named_rows(holding, person), named, person)


def _lines(rows: QuerySet[Any], names: Iterable[str], person: Person) -> Iterator[str]:
    """Return rows as JSON: their number, their moments, and the columns of these names."""
    fields = list(_columns(rows.model, set(names)))
    for values in rows.values_list(*(field.attname for field in fields)).iterator(_AT_ONCE):
        line = {
            str(field.verbose_name): _shown(field, value, person)
            for field, value in zip(fields, values, strict=True)
        }
        yield json.dumps(line, ensure_ascii=False, default=str)


def _columns(model: type[models.Model], names: set[str]) -> Iterator[Any]:
    for field in model._meta.concrete_fields:
        is_when = isinstance(field, models.DateField)
        if (field.name in names or field.primary_key or is_when) and field.name not in _SECRETS:
            yield field


def _shown(field: Any, value: Any, person: Person) -> Any:
    if field.related_model is User and value is not None:
        is_own = person.account is not None and value == person.account.pk
        return str(person) if is_own else _SOMEBODY_ELSE
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    return value
