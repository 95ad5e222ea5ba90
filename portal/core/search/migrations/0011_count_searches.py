"""How often readers searched for what, a row for each day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0010_create_promotions")]

    operations = [
        migrations.CreateModel(
            name="SearchCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="ngày")),
                ("words", models.CharField(max_length=80, verbose_name="từ đã bỏ dấu")),
                ("typed", models.CharField(max_length=120, verbose_name="bạn đọc gõ")),
                ("times", models.PositiveIntegerField(default=0, verbose_name="số lần")),
                ("found", models.PositiveIntegerField(default=0, verbose_name="số kết quả")),
            ],
            options={
                "verbose_name": "câu bạn đọc tìm",
                "verbose_name_plural": "bạn đọc tìm gì",
                "default_permissions": ("view",),
                "constraints": [
                    models.UniqueConstraint(fields=("day", "words"), name="search_count_once_a_day")
                ],
            },
        ),
    ]
