"""The full-text half of the index: GIN on PostgreSQL, FTS5 with triggers on SQLite."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

POSTGRESQL = [
    "CREATE INDEX search_entry_words ON search_searchentry USING gin (to_tsvector('simple', words))"
]
POSTGRESQL_REVERSE = ["DROP INDEX search_entry_words"]

# The words are ASCII already; external content keeps them in the table alone, and the triggers
# keep the index equal to the table whoever writes it.
_FORGET = (
    "INSERT INTO search_words (search_words, rowid, words) VALUES ('delete', old.id, old.words);"
)
_LEARN = "INSERT INTO search_words (rowid, words) VALUES (new.id, new.words);"
_TABLE = (
    "CREATE VIRTUAL TABLE search_words USING fts5("
    "words, content='search_searchentry', content_rowid='id', tokenize='ascii')"
)
_ON_UPDATE = "CREATE TRIGGER search_words_update AFTER UPDATE OF words ON search_searchentry"
SQLITE = [
    _TABLE,
    f"CREATE TRIGGER search_words_insert AFTER INSERT ON search_searchentry BEGIN {_LEARN} END",
    f"CREATE TRIGGER search_words_delete AFTER DELETE ON search_searchentry BEGIN {_FORGET} END",
    f"{_ON_UPDATE} BEGIN {_FORGET} {_LEARN} END",
]
SQLITE_REVERSE = [
    "DROP TRIGGER search_words_insert",
    "DROP TRIGGER search_words_delete",
    "DROP TRIGGER search_words_update",
    "DROP TABLE search_words",
]


def create(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the full-text index of the database in use."""
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL if on_postgresql else SQLITE:
        schema_editor.execute(statement)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take it away again."""
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL_REVERSE if on_postgresql else SQLITE_REVERSE:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_create_index")]

    operations = [migrations.RunPython(create, remove)]
