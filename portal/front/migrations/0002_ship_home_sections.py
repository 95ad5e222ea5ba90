"""The layout that a portal has had from the beginning."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

KINDS = ("top", "tasks", "categories")


def ship(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make one row for each kind of section."""
    section = apps.get_model("front", "HomeSection")
    section.objects.bulk_create(
        section(kind=kind, position=position) for position, kind in enumerate(KINDS, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("front", "0001_create_home_sections")]

    operations = [migrations.RunPython(ship, migrations.RunPython.noop)]
