"""The full-text half of the index: see `portal.core.search.full_text`."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from portal.core.search import full_text


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make it."""
    full_text.ensure()


def take_away(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop it."""
    full_text.remove()


class Migration(migrations.Migration):
    dependencies = [("search", "0006_words_in_two_codes")]

    operations = [migrations.RunPython(make, take_away)]
