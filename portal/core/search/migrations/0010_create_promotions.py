"""What stands above the results of a few searches."""

import django.db.models.deletion
from django.db import migrations, models

import portal.core.fields
import portal.core.search.models.promotions


class Migration(migrations.Migration):
    dependencies = [("search", "0009_ship_abbreviations")]

    operations = [
        migrations.CreateModel(
            name="Promotion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="đang dùng")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("search_words", models.TextField(default="", editable=False)),
                (
                    "queries",
                    portal.core.fields.NormalisedTextField(
                        help_text="Mỗi dòng một câu tìm, có dấu hay không dấu đều được. Kết quả ghim chỉ hiện khi bạn đọc gõ đúng cả câu.",
                        validators=[portal.core.search.models.promotions.validate_queries],
                        verbose_name="khi bạn đọc tìm",
                    ),
                ),
                ("title", portal.core.fields.LineField(max_length=150, verbose_name="tiêu đề")),
                (
                    "text",
                    portal.core.fields.LineField(
                        blank=True,
                        help_text="Hiện dưới tiêu đề; có thể bỏ.",
                        max_length=250,
                        verbose_name="một dòng chỉ dẫn",
                    ),
                ),
                (
                    "url",
                    portal.core.fields.LineField(
                        help_text="Đường dẫn trong cổng, ví dụ /trang/lien-he/, hoặc địa chỉ https://…",
                        max_length=300,
                        validators=[portal.core.search.models.promotions.validate_target],
                        verbose_name="dẫn đến",
                    ),
                ),
                (
                    "until",
                    models.DateField(
                        blank=True,
                        help_text="Để trống nếu hiện lâu dài.",
                        null=True,
                        verbose_name="hiện đến hết ngày",
                    ),
                ),
            ],
            options={
                "verbose_name": "kết quả ghim",
                "verbose_name_plural": "kết quả ghim",
                "ordering": ["search_words", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PromotionQuery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("folded", models.CharField(db_index=True, max_length=80, verbose_name="khóa")),
                ("text", models.CharField(max_length=80, verbose_name="cụm từ")),
                (
                    "promotion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="keys",
                        to="search.promotion",
                        verbose_name="kết quả ghim",
                    ),
                ),
            ],
            options={
                "verbose_name": "câu tìm",
                "verbose_name_plural": "câu tìm",
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("promotion", "folded"), name="search_promotion_key_once"
                    )
                ],
            },
        ),
    ]
