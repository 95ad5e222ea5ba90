"""Make the one record, from the variables in which a portal kept its identity before."""

import environ
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

FIELDS = {
    "PORTAL_SITE_NAME": "site_name",
    "PORTAL_KIND": "kind",
    "PORTAL_AGENCY": "agency",
    "PORTAL_GOVERNING_BODY": "governing_body",
    "PORTAL_RESPONSIBLE": "responsible_name",
    "PORTAL_ADDRESS": "address",
    "PORTAL_PHONE": "phone",
    "PORTAL_EMAIL": "email",
    "PORTAL_HOTLINE": "hotline",
    "PORTAL_LICENCE": "licence",
    "PORTAL_SOURCE_LINE": "source_line",
}


def carry_over(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Fill the record; what a column has no room for is cut rather than refused."""
    model = apps.get_model("identity", "Identity")
    env = environ.Env()
    identity = model(pk=1)
    for variable, name in FIELDS.items():
        value = env.str(variable, default="").strip()
        if value:
            setattr(identity, name, value[: model._meta.get_field(name).max_length])
    identity.save()


class Migration(migrations.Migration):
    dependencies = [("identity", "0001_create_identity")]

    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
