"""No way that Django has changes or deletes a row, nor does SQL that goes around it."""

from collections.abc import Callable

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from portal.core.accounts.models import User
from portal.core.audit import guard
from portal.core.audit.models import AppendOnly, AuditEntry
from portal.core.content import State
from portal.core.workflow.models import Revision
from tests.audit.tampering import execute, newest, without_guard
from tests.factories import make_article, make_superuser

pytestmark = pytest.mark.django_db

rows = AuditEntry.objects


@pytest.fixture(scope="module")
def entry(module_db) -> AuditEntry:
    """A row."""
    make_article(State.DRAFT, by=make_superuser())
    return newest()


def fresh() -> AuditEntry:
    return AuditEntry(number=99, scheme=1, area="account", action="login")


WAYS: dict[str, Callable[[AuditEntry], object]] = {
    "update": lambda entry: rows.update(reason="x"),
    "filtered update": lambda entry: rows.filter(pk=entry.pk).update(reason="x"),
    "delete": lambda entry: rows.all().delete(),
    "raw delete": lambda entry: rows.all()._raw_delete("default"),
    "save": lambda entry: entry.save(),
    "save of some fields": lambda entry: entry.save(update_fields=["reason"]),
    "save as fixtures are": lambda entry: entry.save_base(raw=True),
    "delete of the row": lambda entry: entry.delete(),
    "base manager": lambda entry: AuditEntry._base_manager.update(reason="x"),
    "base manager, delete": lambda entry: AuditEntry._base_manager.all().delete(),
    "bulk update": lambda entry: rows.bulk_update([entry], ["reason"]),
    "bulk create": lambda entry: rows.bulk_create([fresh()]),
    "bulk create over": lambda entry: rows.bulk_create(
        [entry], update_conflicts=True, update_fields=["reason"], unique_fields=["number"]
    ),
    "create": lambda entry: rows.create(number=99),
    "save of a new row": lambda entry: fresh().save(),
    "update or create": lambda entry: rows.update_or_create({"reason": "x"}, number=entry.pk),
    "get or create": lambda entry: rows.get_or_create(number=99),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_models_refuse(entry, way):
    before = list(rows.values())
    with pytest.raises(AppendOnly, match="append-only"), transaction.atomic():
        WAYS[way](rows.get(pk=entry.pk))
    assert list(rows.values()) == before


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_auditentry SET reason = 'x'",
        "UPDATE audit_auditentry SET hash = hash",
        "DELETE FROM audit_auditentry",
    ],
)
def test_the_database_refuses(entry, sql):
    before = list(rows.values())
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        execute(sql)
    assert list(rows.values()) == before


@pytest.mark.any_database("postgres")
def test_the_table_is_not_emptied_at_once(entry):
    statement = "DELETE FROM" if connection.vendor == "sqlite" else "TRUNCATE"
    connection.check_constraints()  # PostgreSQL empties no table of which it waits to check a row
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        execute(f"{statement} audit_auditentry")


def test_a_guard_that_is_missing_is_made_again(entry):
    names = guard.existing()
    assert len(names) == 2
    with without_guard():
        assert guard.existing() == set()
    assert guard.existing() == names


def test_nothing_that_a_row_speaks_of_can_be_deleted(entry):
    entry = rows.get(pk=entry.pk)
    for model, pk in (
        (User, entry.actor_id),
        (Revision, entry.revision_id),
        (ContentType, entry.content_type_id),
    ):
        with pytest.raises(ProtectedError):
            model._default_manager.filter(pk=pk).delete()
