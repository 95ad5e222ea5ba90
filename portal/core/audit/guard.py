"""What the database itself refuses, whoever asks it: changing, deleting, emptying the trail.

`ensure` makes whatever is missing and may be called at any time: it is called after each
`migrate`, because a migration that rebuilds the table on SQLite takes its triggers along.  Who may
change the tables may take the triggers away, too; `verify_audit` shows what was done then.
"""

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from portal.core.audit.sealing import BEGINNING

TABLE = "audit_auditentry"
_REFUSAL = "the audit trail is append-only"
_SQLITE = {
    f"audit_refuse_{what}": f"BEFORE {what} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    for what in ("update", "delete")
}
_FUNCTION = (
    "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN"
    f" RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';"
    " END $body$"
)
_POSTGRESQL = {
    "audit_refuse_change": f"BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW",
    "audit_refuse_empty": f"BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT",
}


def ensure(using: str = "default") -> None:
    """Make what is missing: the triggers, and the beginning of the chain."""
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return  # only half migrated; another `migrate` will follow
    missing = _triggers(connection).keys() - existing(using)
    with connection.cursor() as cursor:
        if missing and connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for name in sorted(missing):
            cursor.execute(f"CREATE TRIGGER {name} {_triggers(connection)[name]}")


def ensure_head(using: str = "default") -> None:
    """Make the row that holds the end of the chain, where there is none."""
    from portal.core.audit.models import AuditEntry, ChainHead

    if ChainHead.objects.using(using).exists():
        return
    last = AuditEntry.objects.using(using).order_by("number").last()
    number, digest = (last.number, last.hash) if last else (0, BEGINNING)
    ChainHead.objects.using(using).get_or_create(pk=1, defaults={"number": number, "hash": digest})


def remove(using: str = "default") -> None:
    """Take the triggers away; only a migration backwards and the tests do."""
    connection = connections[using]
    on = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in _triggers(connection):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def existing(using: str = "default") -> set[str]:
    """Return the names of the triggers that the trail has."""
    connection = connections[using]
    catalogue = {
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'audit_refuse_%'",
        "sqlite": "SELECT name FROM sqlite_master WHERE name LIKE 'audit_refuse_%'",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor])
        return {name for (name,) in cursor.fetchall()}


def _triggers(connection: BaseDatabaseWrapper) -> dict[str, str]:
    if connection.vendor == "sqlite":
        return _SQLITE
    return {name: f"{when} EXECUTE FUNCTION audit_refuse()" for name, when in _POSTGRESQL.items()}
