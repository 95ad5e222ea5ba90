"""What somebody does who has the password of the database, and takes the guard away first."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection

from portal.core.audit import guard
from portal.core.audit.models import AuditEntry


@contextmanager
def without_guard() -> Iterator[None]:
    """Let the tables be written."""
    guard.remove()
    yield
    guard.ensure()


def execute(sql: str, *values: str | int | None) -> None:
    """Run a statement behind the portal's back."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def newest() -> AuditEntry:
    """Return the last row of the trail."""
    return AuditEntry.objects.latest("number")


def verified(*arguments: str) -> str:
    """Return what the command says; a break raises `CommandError`."""
    out = io.StringIO()
    call_command("verify_audit", *arguments, stdout=out)
    return out.getvalue()
