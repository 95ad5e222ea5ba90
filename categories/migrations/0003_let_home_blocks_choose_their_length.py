import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("categories", "0002_ship_default_categories"),
    ]

    operations = [
        migrations.AddField(
            model_name="category",
            name="home_count",
            field=models.PositiveSmallIntegerField(
                default=5,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(10),
                ],
                verbose_name="số tin trong khối",
            ),
        ),
        migrations.AddField(
            model_name="category",
            name="home_days",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Khối rời trang chủ khi từng ấy ngày không có tin mới, và trở lại cùng tin mới. Để trống: không tự ẩn.",
                null=True,
                validators=[django.core.validators.MinValueValidator(1)],
                verbose_name="tự ẩn sau (ngày)",
            ),
        ),
    ]
