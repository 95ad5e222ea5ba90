import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("front", "0002_ship_home_sections"),
    ]

    operations = [
        migrations.AlterField(
            model_name="homesection",
            name="count",
            field=models.PositiveSmallIntegerField(
                default=9,
                help_text="Số tin trong danh sách. Số tin của từng khối chuyên mục và lúc khối tự ẩn đặt ở chính chuyên mục ấy.",
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(20),
                ],
                verbose_name="số tin",
            ),
        ),
        migrations.AlterField(
            model_name="homesection",
            name="kind",
            field=models.CharField(
                choices=[
                    ("top", "Tin chính và tin mới"),
                    ("tasks", "Lối tắt cho người dân"),
                    ("categories", "Khối chuyên mục"),
                    ("most_read", "Đọc nhiều"),
                ],
                editable=False,
                max_length=20,
                unique=True,
                verbose_name="phần",
            ),
        ),
    ]
