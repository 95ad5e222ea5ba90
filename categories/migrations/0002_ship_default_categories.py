"""The categories that a new portal starts with; administrators change them as they like."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# name, short name, slug, sidebar position (0: none), home position (0: none), children
NO_BLOCK = 0
DEFAULTS: list[tuple[str, str, str, int, int, list[tuple[str, str, str]]]] = [
    (
        "Tin tức – Sự kiện", "Tin tức", "tin-tuc-su-kien", NO_BLOCK, NO_BLOCK,
        [
            ("Xây dựng Đảng – Chính quyền", "", "xay-dung-dang-chinh-quyen"),
            ("Kinh tế", "", "kinh-te"),
            ("Văn hóa – Xã hội", "", "van-hoa-xa-hoi"),
            ("Giáo dục – Y tế", "", "giao-duc-y-te"),
            ("Quốc phòng – An ninh", "", "quoc-phong-an-ninh"),
            ("Cải cách hành chính", "", "cai-cach-hanh-chinh"),
            ("Chuyển đổi số", "", "chuyen-doi-so"),
            ("Mặt trận – Đoàn thể", "", "mat-tran-doan-the"),
            ("Người tốt, việc tốt", "", "nguoi-tot-viec-tot"),
        ],
    ),
    (
        "Chỉ đạo, điều hành", "", "chi-dao-dieu-hanh", NO_BLOCK, 1,
        [
            ("Thông báo", "", "thong-bao"),
            ("Lịch công tác", "", "lich-cong-tac"),
            ("Lịch tiếp công dân", "", "lich-tiep-cong-dan"),
        ],
    ),
    ("Chiến lược – Quy hoạch", "", "chien-luoc-quy-hoach", 1, 6, []),
    ("Quản lý đô thị", "", "quan-ly-do-thi", 4, 2, []),
    ("Văn minh đô thị", "", "van-minh-do-thi", 5, 3, []),
    (
        "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
        "Học tập và làm theo Bác",
        "hoc-tap-va-lam-theo-tu-tuong-dao-duc-phong-cach-ho-chi-minh",
        3, 4, [],
    ),
    ("Người phát ngôn báo chí", "Người phát ngôn", "nguoi-phat-ngon-bao-chi", 2, NO_BLOCK, []),
    (
        "Công khai – Minh bạch", "Công khai", "cong-khai-minh-bach", NO_BLOCK, 5,
        [
            ("Ngân sách", "", "ngan-sach"),
            ("Đầu tư – Mua sắm công", "", "dau-tu-mua-sam-cong"),
            ("Đất đai – Giải phóng mặt bằng", "", "dat-dai-giai-phong-mat-bang"),
        ],
    ),
    ("Thông tin tuyên truyền", "Tuyên truyền", "thong-tin-tuyen-truyen", NO_BLOCK, NO_BLOCK, []),
]  # fmt: skip


def ship(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the defaults to an empty table only; a portal that has categories keeps its own."""
    category = apps.get_model("categories", "Category")
    if category.objects.exists():
        return
    for position, (name, short, slug, sidebar, home, children) in enumerate(DEFAULTS, start=1):
        parent = category.objects.create(
            name=name,
            short_name=short,
            slug=slug,
            path=slug,
            position=position,
            show_in_sidebar=sidebar != NO_BLOCK,
            sidebar_position=sidebar,
            show_on_home=home != NO_BLOCK,
            home_position=home,
        )
        for child_position, (child_name, child_short, child_slug) in enumerate(children, start=1):
            category.objects.create(
                name=child_name,
                short_name=child_short,
                slug=child_slug,
                path=f"{slug}/{child_slug}",
                parent=parent,
                position=child_position,
            )


class Migration(migrations.Migration):
    dependencies = [("categories", "0001_create_categories")]

    operations = [migrations.RunPython(ship, migrations.RunPython.noop)]
