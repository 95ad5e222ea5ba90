import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import portal.core.fields
import portal.sections.reports.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ErrorReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "page",
                    portal.core.fields.LineField(
                        default="/",
                        max_length=500,
                        validators=[portal.sections.reports.models.validate_page],
                        verbose_name="trang có lỗi",
                    ),
                ),
                (
                    "title",
                    portal.core.fields.LineField(
                        blank=True, editable=False, max_length=300, verbose_name="tên trang"
                    ),
                ),
                (
                    "text",
                    portal.core.fields.NormalisedTextField(
                        validators=[portal.sections.reports.models.validate_text],
                        verbose_name="nội dung cần sửa",
                    ),
                ),
                (
                    "contact",
                    portal.core.fields.LineField(
                        blank=True,
                        max_length=100,
                        validators=[portal.sections.reports.models.validate_contact],
                        verbose_name="liên hệ",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "Mới"),
                            ("looking", "Đang xem"),
                            ("fixed", "Đã sửa"),
                            ("no_error", "Không phải lỗi"),
                        ],
                        default="new",
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                (
                    "note",
                    portal.core.fields.NormalisedTextField(
                        blank=True,
                        help_text="Chỉ người ở bàn biên tập đọc được.",
                        verbose_name="ghi chú nội bộ",
                    ),
                ),
                (
                    "handled_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="xử lý lúc"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="gửi lúc")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("search_words", models.TextField(default="", editable=False)),
                (
                    "handled_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người xử lý",
                    ),
                ),
            ],
            options={
                "verbose_name": "báo lỗi",
                "verbose_name_plural": "báo lỗi của bạn đọc",
                "ordering": ["-created_at", "-pk"],
                "default_permissions": ("view", "change", "delete"),
                "indexes": [
                    models.Index(fields=["-created_at", "-id"], name="reports_newest"),
                    models.Index(fields=["state", "-created_at", "-id"], name="reports_in_state"),
                ],
            },
        ),
    ]
