"""Triggers that refuse to change, delete or empty the trail."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from portal.core.audit import guard


def ensure(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers of the database in use."""
    guard.ensure(schema_editor.connection.alias)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take them away again."""
    guard.remove(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_create_trail")]

    operations = [migrations.RunPython(ensure, remove)]
