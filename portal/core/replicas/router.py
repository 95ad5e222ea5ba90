"""Tells Django which database to ask."""

from typing import Any

from django.db import DEFAULT_DB_ALIAS

from portal.core.replicas.reading import current, reads_from


class ReplicaRouter:
    """Reads where `reading` says, writes to the primary."""

    def db_for_read(self, model: type, **hints: Any) -> str:
        """Return the database for a question."""
        return reads_from()

    def db_for_write(self, model: type, **hints: Any) -> str:
        """Return the primary; a page that has written anything reads there, too, from then on."""
        if reading := current():
            reading.stay_at_primary()
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        """Let rows from all of them point at each other: they are the same rows."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Change tables at the primary alone; replicas follow."""
        return db == DEFAULT_DB_ALIAS
