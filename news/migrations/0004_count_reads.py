import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0003_index_what_expires"),
    ]

    operations = [
        migrations.CreateModel(
            name="DailyReads",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="ngày")),
                ("count", models.PositiveIntegerField(default=0, verbose_name="lượt đọc")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="daily_reads",
                        to="news.article",
                    ),
                ),
            ],
            options={
                "verbose_name": "lượt đọc trong ngày",
                "verbose_name_plural": "lượt đọc trong ngày",
                "default_permissions": (),
                "indexes": [models.Index(fields=["day", "article"], name="news_reads_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("article", "day"), name="news_reads_once_a_day")
                ],
            },
        ),
    ]
