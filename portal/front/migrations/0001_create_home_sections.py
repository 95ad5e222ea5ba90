import django.core.validators
from django.db import migrations, models

import portal.core.fields
import portal.front.models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="HomeSection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("top", "Tin chính và tin mới"),
                            ("tasks", "Lối tắt cho người dân"),
                            ("categories", "Khối chuyên mục"),
                        ],
                        editable=False,
                        max_length=20,
                        unique=True,
                        verbose_name="phần",
                    ),
                ),
                ("is_shown", models.BooleanField(default=True, verbose_name="hiện")),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Số nhỏ đứng trên.", verbose_name="thứ tự"
                    ),
                ),
                (
                    "count",
                    models.PositiveSmallIntegerField(
                        default=9,
                        help_text="Số tin trong danh sách “Mới cập nhật”. Số tin của từng khối chuyên mục và lúc khối tự ẩn đặt ở chính chuyên mục ấy.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(20),
                        ],
                        verbose_name="số tin",
                    ),
                ),
            ],
            options={
                "verbose_name": "phần của trang chủ",
                "verbose_name_plural": "phần của trang chủ",
                "ordering": ["position", "pk"],
                "default_permissions": ("change", "view"),
            },
        ),
        migrations.CreateModel(
            name="TaskLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label", portal.core.fields.LineField(max_length=60, verbose_name="tên")),
                (
                    "url",
                    models.CharField(
                        max_length=300,
                        validators=[portal.front.models.validate_link],
                        verbose_name="dẫn đến",
                    ),
                ),
                (
                    "icon",
                    models.CharField(
                        choices=[
                            ("send", "Nộp hồ sơ"),
                            ("track", "Tra cứu"),
                            ("tick", "Thủ tục"),
                            ("talk", "Phản ánh"),
                            ("calendar", "Lịch"),
                            ("map", "Bản đồ"),
                        ],
                        default="send",
                        max_length=12,
                        verbose_name="hình",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="thứ tự")),
            ],
            options={
                "verbose_name": "lối tắt",
                "verbose_name_plural": "lối tắt cho người dân",
                "ordering": ["position", "pk"],
            },
        ),
    ]
