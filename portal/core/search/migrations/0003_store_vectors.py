"""On PostgreSQL, keep the vector beside the words instead of making it for every row looked at.

The database itself keeps the column equal to the words.  It is outside Django's view of the
table, as SQLite has none: there the full-text table of the migration before does the same.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_COLUMN = "vector tsvector GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED"
STORE = [
    "DROP INDEX search_entry_words",
    f"ALTER TABLE search_searchentry ADD COLUMN {_COLUMN}",
    "CREATE INDEX search_entry_words ON search_searchentry USING gin (vector)",
]
REVERSE = [
    "DROP INDEX search_entry_words",
    "ALTER TABLE search_searchentry DROP COLUMN vector",
    "CREATE INDEX search_entry_words ON search_searchentry USING gin (to_tsvector('simple', words))",
]


def store(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the column and move the index to it."""
    _execute(schema_editor, STORE)


def reverse(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Go back to the index over an expression."""
    _execute(schema_editor, REVERSE)


def _execute(schema_editor: BaseDatabaseSchemaEditor, statements: list[str]) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for statement in statements:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_full_text")]

    operations = [migrations.RunPython(store, reverse)]
