from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_create_users"),
    ]

    operations = [
        migrations.AlterModelManagers(
            name="user",
            managers=[],
        ),
    ]
