from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0002_carry_over_environment"),
    ]

    operations = [
        migrations.AddField(
            model_name="identity",
            name="english_links",
            field=models.JSONField(default=list, editable=False),
        ),
        migrations.AddField(
            model_name="identity",
            name="footer_links",
            field=models.JSONField(default=list, editable=False),
        ),
    ]
