import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import portal.core.fields
import portal.core.identity.links


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("media", "0001_create_images"),
    ]

    operations = [
        migrations.CreateModel(
            name="Identity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "site_name",
                    portal.core.fields.LineField(
                        default="Cổng thông tin điện tử",
                        help_text="Hiện trên thẻ trình duyệt, trong kết quả tìm kiếm và RSS.",
                        max_length=120,
                        verbose_name="tên cổng",
                    ),
                ),
                (
                    "kind",
                    portal.core.fields.LineField(
                        blank=True,
                        default="Cổng thông tin điện tử",
                        max_length=60,
                        verbose_name="dòng trên tên cơ quan",
                    ),
                ),
                (
                    "agency",
                    portal.core.fields.LineField(
                        default="Ủy ban nhân dân", max_length=120, verbose_name="tên cơ quan"
                    ),
                ),
                (
                    "governing_body",
                    portal.core.fields.LineField(
                        blank=True, max_length=150, verbose_name="cơ quan chủ quản"
                    ),
                ),
                (
                    "responsible_name",
                    portal.core.fields.LineField(
                        blank=True, max_length=100, verbose_name="người chịu trách nhiệm"
                    ),
                ),
                (
                    "responsible_post",
                    portal.core.fields.LineField(
                        blank=True,
                        help_text="Ví dụ: Chủ tịch Ủy ban nhân dân phường.",
                        max_length=150,
                        verbose_name="chức vụ",
                    ),
                ),
                (
                    "address",
                    portal.core.fields.LineField(blank=True, max_length=200, verbose_name="trụ sở"),
                ),
                (
                    "phone",
                    portal.core.fields.LineField(
                        blank=True, max_length=40, verbose_name="điện thoại"
                    ),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="thư điện tử"),
                ),
                (
                    "hotline",
                    portal.core.fields.LineField(
                        blank=True,
                        help_text="Hiện ở dòng trên cùng, ví dụ 1022.",
                        max_length=40,
                        verbose_name="tổng đài",
                    ),
                ),
                (
                    "licence",
                    portal.core.fields.LineField(
                        blank=True, max_length=200, verbose_name="giấy phép"
                    ),
                ),
                (
                    "source_line",
                    portal.core.fields.LineField(
                        blank=True,
                        help_text="Ví dụ: Ghi rõ nguồn khi phát hành lại thông tin từ cổng này.",
                        max_length=200,
                        verbose_name="câu ghi nguồn",
                    ),
                ),
                (
                    "social_links",
                    portal.core.fields.NormalisedTextField(
                        blank=True,
                        help_text="Mỗi dòng một trang: tên, dấu cách, địa chỉ. Ví dụ: Zalo https://zalo.example/minhgiang",
                        validators=[portal.core.identity.links.validate_links],
                        verbose_name="mạng xã hội",
                    ),
                ),
                (
                    "emc_code",
                    models.CharField(
                        blank=True,
                        help_text="Mã do hệ thống đo lường EMC cấp. Chỉ quản trị hệ thống sửa được.",
                        max_length=100,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[\\w.:-]+$", "Chỉ gồm chữ, số và các dấu . : _ -"
                            )
                        ],
                        verbose_name="mã EMC",
                    ),
                ),
                (
                    "notice",
                    portal.core.fields.LineField(
                        blank=True,
                        help_text="Một câu, hiện trên đầu mọi trang cho đến lúc hết hạn.",
                        max_length=200,
                        verbose_name="thông báo khẩn",
                    ),
                ),
                (
                    "notice_url",
                    portal.core.fields.WebAddressField(
                        blank=True,
                        help_text="Trang nói rõ hơn, nếu có.",
                        max_length=300,
                        verbose_name="đường dẫn của thông báo",
                    ),
                ),
                (
                    "notice_until",
                    models.DateTimeField(blank=True, null=True, verbose_name="thông báo đến"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="sửa lúc")),
                (
                    "emblem",
                    models.ForeignKey(
                        blank=True,
                        help_text="Quốc huy hoặc biểu trưng của địa phương, ảnh vuông nền trong suốt. Để trống: dùng hình trống đồng có sẵn.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="media.image",
                        verbose_name="biểu trưng",
                    ),
                ),
            ],
            options={
                "verbose_name": "thông tin cổng",
                "verbose_name_plural": "thông tin cổng",
                "default_permissions": ("change", "view"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)),
                        name="identity_identity_is_one",
                        violation_error_message="Cổng chỉ có một bản thông tin.",
                    )
                ],
            },
        ),
    ]
