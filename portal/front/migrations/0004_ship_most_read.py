"""The list of the most read, below the category blocks."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def ship(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add its row, below all others."""
    section = apps.get_model("front", "HomeSection")
    section.objects.get_or_create(kind="most_read", defaults={"position": 90, "count": 6})


class Migration(migrations.Migration):
    dependencies = [("front", "0003_add_most_read")]

    operations = [migrations.RunPython(ship, migrations.RunPython.noop)]
