import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import portal.core.fields
import portal.core.richtext


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Page",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Nháp"),
                            ("submitted", "Chờ duyệt"),
                            ("returned", "Trả lại"),
                            ("published", "Đã đăng"),
                            ("withdrawn", "Đã gỡ"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Để trống: đăng ngay khi bấm Đăng. Chọn một lúc sau này: hẹn giờ.",
                        null=True,
                        verbose_name="đăng lúc",
                    ),
                ),
                (
                    "expires_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Từ lúc này bài không còn trên cổng. Để trống nếu đăng lâu dài.",
                        null=True,
                        verbose_name="hết hạn lúc",
                    ),
                ),
                ("title", portal.core.fields.LineField(max_length=250, verbose_name="tiêu đề")),
                (
                    "slug",
                    models.SlugField(
                        blank=True,
                        db_index=False,
                        help_text="Để trống: cổng tự tạo từ tiêu đề. Đổi cũng không làm hỏng đường dẫn cũ.",
                        max_length=80,
                        verbose_name="phần chữ của địa chỉ",
                    ),
                ),
                (
                    "note",
                    portal.core.fields.NormalisedTextField(
                        blank=True,
                        help_text="Chỉ người biên tập thấy, không hiện trên cổng.",
                        verbose_name="ghi chú nội bộ",
                    ),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="đăng lần đầu lúc"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(
                        default=0, editable=False, verbose_name="phiên bản"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="tạo lúc")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="sửa lúc")),
                (
                    "summary",
                    portal.core.fields.NormalisedTextField(
                        help_text="Một câu: trang này nói gì. Hiện dưới tiêu đề và trong kết quả tìm kiếm.",
                        max_length=500,
                        verbose_name="tóm tắt",
                    ),
                ),
                ("body", portal.core.richtext.RichTextField(verbose_name="nội dung")),
                (
                    "language",
                    models.CharField(
                        choices=[("vi", "Tiếng Việt"), ("en", "English")],
                        default="vi",
                        max_length=2,
                        verbose_name="ngôn ngữ",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Số nhỏ đứng trước, ở chân trang và trên sơ đồ cổng.",
                        verbose_name="thứ tự",
                    ),
                ),
                (
                    "show_in_footer",
                    models.BooleanField(
                        default=False,
                        help_text="Thêm một đường dẫn vào mục “Về cổng này”. Chỉ dành cho trang tiếng Việt.",
                        verbose_name="hiện ở chân trang",
                    ),
                ),
                (
                    "text_changed_at",
                    models.DateTimeField(
                        blank=True, editable=False, verbose_name="đổi nội dung lúc"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người tạo",
                    ),
                ),
                (
                    "twin",
                    models.OneToOneField(
                        blank=True,
                        error_messages={
                            "unique": "Trang tiếng Việt này đã có một bản tiếng Anh khác."
                        },
                        help_text="Chỉ chọn ở trang tiếng Anh: trang tiếng Việt mà trang này dịch lại.",
                        limit_choices_to={"language": "vi"},
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="english",
                        to="pages.page",
                        verbose_name="bản tiếng Việt",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người sửa",
                    ),
                ),
            ],
            options={
                "verbose_name": "trang",
                "verbose_name_plural": "trang",
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "publish"),
            },
        ),
        migrations.CreateModel(
            name="PageAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("vi", "Tiếng Việt"), ("en", "English")], max_length=2
                    ),
                ),
                ("slug", models.SlugField(db_index=False, max_length=80)),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="addresses",
                        to="pages.page",
                    ),
                ),
            ],
            options={
                "verbose_name": "địa chỉ của trang",
                "verbose_name_plural": "địa chỉ của trang",
                "default_permissions": (),
            },
        ),
        migrations.AddIndex(
            model_name="page",
            index=models.Index(
                condition=models.Q(("status", "published")),
                fields=["-published_at", "-id"],
                name="pages_page_pub",
            ),
        ),
        migrations.AddIndex(
            model_name="page",
            index=models.Index(fields=["-updated_at", "-id"], name="pages_page_upd"),
        ),
        migrations.AddIndex(
            model_name="page",
            index=models.Index(fields=["created_by", "-updated_at", "-id"], name="pages_page_own"),
        ),
        migrations.AddIndex(
            model_name="page",
            index=models.Index(
                condition=models.Q(("expires_at__isnull", False), ("status", "published")),
                fields=["-updated_at", "-id"],
                name="pages_page_exp",
            ),
        ),
        migrations.AddIndex(
            model_name="page",
            index=models.Index(
                condition=models.Q(("status", "published"), _negated=True),
                fields=["status", "-updated_at", "-id"],
                name="pages_page_desk",
            ),
        ),
        migrations.AddConstraint(
            model_name="page",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "published"), _negated=True),
                    ("published_at__isnull", False),
                    _connector="OR",
                ),
                name="pages_page_published_has_date",
                violation_error_message="Bài đã đăng phải có thời điểm đăng.",
            ),
        ),
        migrations.AddConstraint(
            model_name="page",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at__isnull", True),
                    ("expires_at__isnull", True),
                    ("expires_at__gt", models.F("published_at")),
                    _connector="OR",
                ),
                name="pages_page_window_in_order",
                violation_error_message="Lúc hết hạn phải sau lúc đăng.",
            ),
        ),
        migrations.AddConstraint(
            model_name="page",
            constraint=models.UniqueConstraint(
                fields=("language", "slug"),
                name="pages_page_address_once",
                violation_error_message="Địa chỉ này đã là của một trang khác. Chọn chữ khác.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pageaddress",
            constraint=models.UniqueConstraint(
                fields=("language", "slug"), name="pages_pageaddress_once"
            ),
        ),
    ]
