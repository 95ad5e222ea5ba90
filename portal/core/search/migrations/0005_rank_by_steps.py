"""The words of an entry in two codes and four columns, in place of one column of folded words.

What is in the table cannot be turned into the new columns: it is emptied, and written anew from the
content as soon as `migrate` is done (`portal.core.search.apps`).
"""

from importlib import import_module

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

OLD = import_module("portal.core.search.migrations.0002_full_text")
OLD_VECTORS = import_module("portal.core.search.migrations.0003_store_vectors")


def take_away(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the full-text half of the old index, and its entries."""
    if schema_editor.connection.vendor == "postgresql":
        OLD_VECTORS.reverse(apps, schema_editor)
    OLD.remove(apps, schema_editor)
    schema_editor.execute("DELETE FROM search_searchentry")


def bring_back(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make it again, empty."""
    schema_editor.execute("DELETE FROM search_searchentry")
    OLD.create(apps, schema_editor)
    OLD_VECTORS.store(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("search", "0004_say_of_every_type_when_it_ends")]

    operations = [migrations.RunPython(take_away, bring_back)]
