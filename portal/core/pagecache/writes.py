"""Which changes give the portal a new version: all, but those of tables that no page shows.

Every statement that Django sends passes `note_writes`.  A table is taken for public unless its
application says otherwise, so a new one costs at worst a page too many that is made anew; and a
change that no model tells of (`update()`, `bulk_create`, SQL) is seen like any other.  What goes
past Django, such as an operator at the prompt of the database, is seen when the pages that were
stored before have grown old: `middleware.LIFETIME`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from portal.core.pagecache.stores import store
from portal.core.replicas import aliases
from portal.core.replicas.position import note_position

_OF_DJANGO = {"admin", "auth", "contenttypes", "sessions", "otp_totp", "otp_static"}
"""Applications of others that no public page shows; they cannot say so themselves."""
_READS = (
    "SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SET", "SHOW", "PRAGMA",
    "EXPLAIN", "DECLARE", "FETCH", "CLOSE", "LOCK", "ANALYZE", "VACUUM",
    "EXECUTE",  # what `portal.core.planned` has given a name: it only reads
)  # fmt: skip
_WRITE = re.compile(
    r"(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM)\s+(?:ONLY\s+)?"
    r'["`]?(\w+)',
    re.IGNORECASE,
)
_CHANGES = re.compile(r"\b(?:INSERT|UPDATE|DELETE|MERGE)\b", re.IGNORECASE)
_unseen: ContextVar[frozenset[str]] = ContextVar("unseen", default=frozenset())


def note_writes(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Execute a statement; the portal has a new version once what it changed is committed."""
    result = execute(sql, params, many, context)
    if (settings.PAGE_CACHE or aliases()) and is_public_write(str(sql)):
        _bump_after_commit(context["connection"])
    return result


def is_public_write(sql: str) -> bool:
    """Return whether a statement may change a page; in doubt it may."""
    sql = sql.lstrip("( \n\t")  # PostgreSQL's UNION begins with a parenthesis
    if sql[:10].upper().startswith(_READS):
        return False
    if sql[:4].upper() == "WITH" and not _CHANGES.search(sql):
        return False
    found = _WRITE.match(sql)
    table = found.group(1) if found else ""
    return table not in _unseen.get() and not is_private(table)


@cache
def is_private(table: str) -> bool:
    """Return whether no page shows anything of a table.

    An application's `not_on_pages` is True, or the names of those of its models.  Tables that
    are no model's (an index of words) go with the application whose label they begin with.
    """
    for config in apps.get_app_configs():
        private = getattr(config, "not_on_pages", config.label in _OF_DJANGO)
        if private is True and table.startswith(f"{config.label}_"):
            return True
        if private and table in _tables(config.get_models(include_auto_created=True), private):
            return True
    return False


def _tables(models: Iterable[type[Model]], private: Iterable[str] | bool) -> set[str]:
    return {
        model._meta.db_table
        for model in models
        if private is True or model.__name__ in set(private)  # type: ignore[arg-type]
    }


@contextmanager
def unseen(model: type[Model]) -> Iterator[None]:
    """Within this, rows of `model` and what hangs on them change without a new version.

    For an item that readers see neither before nor after: most saving of a desk is of drafts.
    What stands beside it (a tag, a name) still counts.
    """
    token = _unseen.set(_unseen.get() | _of(model))
    try:
        yield
    finally:
        _unseen.reset(token)


@cache
def _of(model: type[Model]) -> frozenset[str]:
    meta = model._meta
    hanging: list[Any] = [relation.related_model for relation in meta.related_objects]
    hanging += [field.remote_field.through for field in meta.many_to_many]
    hanging += [field.related_model for field in meta.private_fields if field.is_relation]
    return frozenset([meta.db_table, *(each._meta.db_table for each in hanging if each)])


def _bump_after_commit(connection: BaseDatabaseWrapper) -> None:
    if not connection.in_atomic_block:
        _bump()
        return
    # Whatever undoes a bump that waits undoes this statement, too: both are in the same savepoints.
    if not any(waiting[1] is _bump for waiting in connection.run_on_commit):
        transaction.on_commit(_bump, using=connection.alias)


def _bump() -> None:
    note_position()  # first: who makes a page of the new version reads what is committed now
    if settings.PAGE_CACHE:
        store().bump()


def on_connection(connection: BaseDatabaseWrapper, **kwargs: object) -> None:
    """Listener of `connection_created`."""
    if note_writes not in connection.execute_wrappers:
        connection.execute_wrappers.append(note_writes)
