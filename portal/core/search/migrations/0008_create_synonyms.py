"""Sets of phrases that mean the same, and the table of their keys."""

import django.db.models.deletion
from django.db import migrations, models

import portal.core.fields
import portal.core.search.models.synonyms


class Migration(migrations.Migration):
    dependencies = [("search", "0007_full_text_by_date")]

    operations = [
        migrations.CreateModel(
            name="Synonym",
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
                    "phrases",
                    portal.core.fields.NormalisedTextField(
                        help_text="Mỗi dòng một cụm từ, từ 2 đến 12 dòng, mỗi dòng nhiều nhất 8 tiếng. Bạn đọc tìm một cụm thì cổng tìm luôn các cụm kia. Chỉ ghi những cụm thật sự cùng nghĩa. Cổng tìm không phân biệt dấu: chữ tắt trùng với một tiếng thường dùng (“TU” với “từ”, “ĐU” với “du”) làm kết quả sai, nên để ra ngoài.",
                        validators=[portal.core.search.models.synonyms.validate_set],
                        verbose_name="các cụm từ cùng nghĩa",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("abbreviation", "Viết tắt"),
                            ("synonym", "Đồng nghĩa"),
                            ("renamed", "Tên cũ – tên mới"),
                        ],
                        default="synonym",
                        max_length=12,
                        verbose_name="loại",
                    ),
                ),
                (
                    "note",
                    portal.core.fields.LineField(
                        blank=True, max_length=200, verbose_name="ghi chú"
                    ),
                ),
            ],
            options={
                "verbose_name": "nhóm từ cùng nghĩa",
                "verbose_name_plural": "từ cùng nghĩa và chữ viết tắt",
                "ordering": ["search_words", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SynonymPhrase",
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
                    "synonym",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="keys",
                        to="search.synonym",
                        verbose_name="nhóm từ",
                    ),
                ),
            ],
            options={
                "verbose_name": "cụm từ",
                "verbose_name_plural": "cụm từ",
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("synonym", "folded"), name="search_synonym_key_once"
                    )
                ],
            },
        ),
    ]
